// Where a reader was in the log, kept for a reload and for a second tab: by message, not by pixels of a page that may
// be laid out anew.

const NEAR_END = 80;

/** Whether the log is at its end, or near enough. */
export const atEnd = (log) => log.scrollHeight - log.scrollTop - log.clientHeight < NEAR_END;

/** The place now: {end: true}, or the first message in sight and how far it is above the log's top. */
export function placeOf(log) {
  if (atEnd(log)) return { end: true };
  const top = log.getBoundingClientRect().top;
  const messages = [...log.querySelectorAll(".message")];
  const n = messages.findIndex((one) => one.getBoundingClientRect().bottom > top + 1);
  return n < 0 ? { end: true } : { n, above: Math.round(top - messages[n].getBoundingClientRect().top) };
}

/** Goes to a place; false where it isn't there any more. */
export function goTo(log, place) {
  const message = place && !place.end ? log.querySelectorAll(".message")[place.n] : null;
  if (!message) return false;
  log.scrollTop += message.getBoundingClientRect().top - log.getBoundingClientRect().top + place.above;
  return true;
}

/** Calls kept(place) once the reader has come to rest, or leaves; gives the function that stops it. */
export function watchPlace(log, kept) {
  let timer = 0;
  // A log that isn't shown has no place.
  const now = () => { if (log.isConnected && log.clientHeight) kept(placeOf(log)); };
  const moved = () => { clearTimeout(timer); timer = setTimeout(now, 150); };
  log.addEventListener("scroll", moved, { passive: true });
  addEventListener("pagehide", now);
  return () => { clearTimeout(timer); log.removeEventListener("scroll", moved); removeEventListener("pagehide", now); };
}
