// What the widget remembers in this browser; in memory, and said so, where storage is blocked.

export class Memory {
  #prefix;
  #kept = new Map();
  persistent = true;

  constructor(prefix) {
    this.#prefix = `parley:${prefix}:`;
    try {
      const probe = `${this.#prefix}probe`;
      localStorage.setItem(probe, "1");
      localStorage.removeItem(probe);
    } catch {
      this.persistent = false;
    }
  }

  /** The value kept under name, or null. */
  get(name) {
    if (!this.persistent) return this.#kept.get(name) ?? null;
    try {
      return JSON.parse(localStorage.getItem(this.#prefix + name));
    } catch {
      return null;
    }
  }

  /** Keeps a JSON value under name; null forgets it. */
  set(name, value) {
    this.#kept.set(name, value);
    if (!this.persistent) return;
    try {
      if (value === null) localStorage.removeItem(this.#prefix + name);
      else localStorage.setItem(this.#prefix + name, JSON.stringify(value));
    } catch {
      this.persistent = false;
    }
  }

  /** Calls back when another tab changes name; returns the function that stops it. */
  watch(name, changed) {
    const heard = (event) => {
      if (event.key === this.#prefix + name) changed(this.get(name));
    };
    addEventListener("storage", heard);
    return () => removeEventListener("storage", heard);
  }
}
