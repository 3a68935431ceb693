// Speaking and listening through the browser's own speech APIs, where it has them; off until switched on.

export class Speech {
  #language;
  #on = false;
  #recogniser = null;

  constructor(language) {
    this.#language = language;
  }

  get canSpeak() {
    return "speechSynthesis" in globalThis;
  }

  get canListen() {
    return Boolean(globalThis.SpeechRecognition ?? globalThis.webkitSpeechRecognition);
  }

  /** Reads sentences aloud from now on, or no longer. */
  voice(on) {
    this.#on = on;
    if (!on && this.canSpeak) speechSynthesis.cancel();
  }

  /** lang: the text's; a page of the same language says which voice ("en-GB"). */
  say(text, lang) {
    if (!this.#on || !this.canSpeak) return;
    const spoken = new SpeechSynthesisUtterance(text.replace(/[*_`#]/g, ""));
    spoken.lang = this.#language.startsWith(lang) ? this.#language : lang;
    speechSynthesis.speak(spoken);
  }

  /** Hands what is heard so far to heard, and calls ended once. */
  listen(heard, ended) {
    const Recogniser = globalThis.SpeechRecognition ?? globalThis.webkitSpeechRecognition;
    this.#recogniser = new Recogniser();
    this.#recogniser.lang = this.#language;
    this.#recogniser.interimResults = true;
    this.#recogniser.onresult = (event) => heard([...event.results].map((result) => result[0].transcript).join(""));
    this.#recogniser.onend = ended;
    this.#recogniser.onerror = () => this.#recogniser?.stop();
    this.#recogniser.start();
  }

  stop() {
    this.#recogniser?.stop();
    this.#recogniser = null;
    if (this.canSpeak) speechSynthesis.cancel();
  }
}
