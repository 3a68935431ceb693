// Speaks to a Parley server: conversations by token, streamed replies that resume after a dropped connection.

/** Anything the server or the network refuses: kind is offline, limited, gone, expired, refused or failed. */
export class Trouble extends Error {
  constructor(kind, detail = "", wait = 0) {
    super(detail || kind);
    this.kind = kind;
    this.detail = detail;
    this.wait = wait;
  }
}

const RETRIES = 8;

export class Client {
  /** In which headings, parts of pay and questions are asked for; prose is in English. */
  language = "en";
  #base;
  #memory;
  #provider;
  #preset;
  #opening = null;

  /** tokenProvider: what the host opens conversations with, or undefined each time. preset: a new profile, or null. */
  constructor(base, memory, tokenProvider, preset) {
    this.#base = base.replace(/\/$/, "");
    this.#memory = memory;
    this.#provider = tokenProvider;
    this.#preset = preset;
  }

  get conversation() {
    return this.#memory.get("conversation");
  }

  forget() {
    this.#memory.set("conversation", null);
    this.#opening = null;
  }

  /** The open conversation, {id, token, expires_at}; opens one when there is none. */
  async open() {
    // Whether its token still holds the server says: it is renewed there with each use.
    if (this.conversation) return this.conversation;
    this.#opening ??= (async () => {
      try {
        const opened = (await this.#provider()) ?? (await this.#json("POST", "/v1/conversations", { channel: "widget" }, null));
        this.#memory.set("conversation", opened);
        try {
          const profile = await this.#preset();
          if (profile) await this.#json("PATCH", `/v1/conversations/${opened.id}/profile`, profile, opened.token);
        } catch {
          // A preset is a help; without it the question only has to name the job.
        }
        return opened;
      } finally {
        this.#opening = null;
      }
    })();
    return this.#opening;
  }

  /** Opens another conversation of the same person; the one before is kept. */
  async fresh() {
    const { id, token } = await this.open();
    this.#memory.set("conversation", await this.#json("POST", "/v1/conversations", { channel: "widget", beside: id }, token));
  }

  /** Goes over to another conversation of the same person. */
  turnTo(id) {
    this.#memory.set("conversation", { ...this.conversation, id });
  }

  /** Opens by a one-time code what another device has. along: bring the conversations of this one. */
  async join(code, along) {
    const here = along ? this.conversation : null;
    const body = { code, ...(here ? { beside: here.id } : {}) };
    this.#memory.set("conversation", await this.#json("POST", "/v1/devices", body, here?.token ?? null));
  }

  /** A request about another conversation of the same person. */
  async beside(method, id, body = undefined) {
    return this.#json(method, `/v1/conversations/${id}`, body, this.conversation.token);
  }

  /** A request inside the conversation; path is below /v1/conversations/{id}. */
  async call(method, path = "", body = undefined, accept = "application/json") {
    const { id, token } = await this.open();
    return this.#json(method, `/v1/conversations/${id}${path}`, body, token, accept);
  }

  /** A request outside any conversation. */
  async look(path, body = undefined) {
    return this.#json(body === undefined ? "GET" : "POST", path, body, this.conversation?.token ?? null);
  }

  /**
   * Sends {text, client_id, replaces} and hands every event {type, id, data} to heard, resuming where the stream
   * broke. client_id makes a repeated post the same message. message: the id of a reply under way, to follow
   * without sending. Throws Trouble; aborting the signal stops quietly.
   */
  async send(body, heard, signal, message = "") {
    let { id, token } = await this.open();
    let path = `/v1/conversations/${id}/messages`;
    let renewed = false;
    let last = "";
    let ended = false;
    const take = (event) => {
      last = event.id || last;
      message = event.data?.message_id || message;
      ended ||= event.type === "done" || event.type === "error";
      heard(event);
    };
    for (let tries = 0; ; tries++) {
      try {
        const response = message
          ? await this.#fetch("GET", `${path}/${message}/events`, undefined, token, "text/event-stream", signal, last)
          : await this.#fetch("POST", path, body, token, "text/event-stream", signal);
        await events(response, take);
        if (ended || signal.aborted) return message;
        throw new Trouble("offline");
      } catch (error) {
        if (signal.aborted) return message;
        const trouble = error instanceof Trouble ? error : new Trouble("offline", String(error?.message || ""));
        const given = trouble.kind === "expired" && !renewed ? await this.#provider() : null;
        if (given) {
          // The host opens conversations: its token has run out, and it gives another.
          renewed = true;
          this.#memory.set("conversation", given);
          ({ id, token } = given);
          path = `/v1/conversations/${id}/messages`;
          message = "";
          body = { ...body, replaces: undefined };
          continue;
        }
        if (trouble.kind !== "offline" || tries >= RETRIES) throw trouble;
        heard({ type: "reconnecting", id: "", data: {} });
        await pause(Math.min(8000, 400 * 2 ** tries), signal);
      }
    }
  }

  async #json(method, path, body, token, accept = "application/json") {
    const response = await this.#fetch(method, path, body, token, accept);
    if (response.status === 204) return null;
    return accept === "application/json" ? response.json() : response.text();
  }

  async #fetch(method, path, body, token, accept, signal = undefined, last = "") {
    const headers = { Accept: accept, "Accept-Language": this.language };
    if (token) headers.Authorization = `Bearer ${token}`;
    if (last) headers["Last-Event-ID"] = last;
    const form = body instanceof FormData;
    if (body !== undefined && !form) headers["Content-Type"] = "application/json";
    let response;
    try {
      response = await fetch(this.#base + path, {
        method, headers, signal, credentials: "omit", cache: "no-store", referrerPolicy: "no-referrer",
        body: body === undefined ? undefined : form ? body : JSON.stringify(body),
      });
    } catch (error) {
      throw new Trouble("offline", String(error?.message || ""));
    }
    if (response.ok) return response;
    throw await refusal(response);
  }
}

async function refusal(response) {
  let problem = {};
  try {
    problem = await response.json();
  } catch {
    // A proxy's page, not ours: the status says enough.
  }
  const detail = typeof problem.detail === "string" ? problem.detail : "";
  if (response.status === 429) return new Trouble("limited", detail, Number(response.headers.get("Retry-After")) || 30);
  if ([401, 404, 410].includes(response.status)) return new Trouble("expired", detail);
  if (response.status >= 500) return new Trouble("gone", detail);
  return new Trouble("refused", detail);
}

/** Reads server-sent events until the stream ends. */
async function events(response, heard) {
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (;;) {
    let step;
    try {
      step = await reader.read();
    } catch {
      throw new Trouble("offline");
    }
    if (step.done) return;
    const parts = (rest + step.value.replace(/\r\n?/g, "\n")).split("\n\n");
    rest = parts.pop();
    for (const part of parts) {
      const event = parse(part);
      if (event) heard(event);
    }
  }
}

function parse(part) {
  const event = { type: "message", id: "", data: null };
  const lines = [];
  for (const line of part.split("\n")) {
    const [, field, value] = /^(\w+): ?(.*)$/.exec(line) ?? [];
    if (field === "event") event.type = value;
    else if (field === "id") event.id = value;
    else if (field === "data") lines.push(value);
  }
  if (!lines.length) return null;
  try {
    event.data = JSON.parse(lines.join("\n"));
  } catch {
    return null;
  }
  return event;
}

function pause(milliseconds, signal) {
  return new Promise((done) => {
    const finish = () => {
      clearTimeout(timer);
      removeEventListener("online", finish);
      signal.removeEventListener("abort", finish);
      done();
    };
    const timer = setTimeout(finish, milliseconds);
    addEventListener("online", finish);
    signal.addEventListener("abort", finish);
  });
}
