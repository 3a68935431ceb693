// Where a reader was in the log, kept for a reload and for a second tab: by message, not by pixels of a page that may
// be laid out anew.

const NEAR_END = 80;

/** Whether the log is at its end, or near enough. */
export const atEnd = (log) => log.scrollHeight - log.scrollTop - log.clientHeight < NEAR_END;

/**
 * The place now: {end: true}, or a message and how far it is above the log's top. It is the first that begins in sight,
 * since what stands above that may be folded when it is drawn anew; within a long one, that one.
 */
export function placeOf(log) {
  if (atEnd(log)) return { end: true };
  const { top, bottom } = log.getBoundingClientRect();
  const messages = [...log.querySelectorAll(".message")];
  const at = messages.map((one) => one.getBoundingClientRect());
  const begins = at.findIndex((one) => one.top >= top && one.top < bottom);
  const n = begins < 0 ? at.findIndex((one) => one.bottom > top + 1) : begins;
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
