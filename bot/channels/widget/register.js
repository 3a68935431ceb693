// Registers <parley-chat>; apart from the class, so that a site may register it under its own name.
import { ParleyChat } from "./parley-chat.js";

if (!customElements.get("parley-chat")) customElements.define("parley-chat", ParleyChat);
