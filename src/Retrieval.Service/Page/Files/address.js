// What the address keeps behind its #: view and query, so that a page can be shared. Browsers send no server that part.
const kept = new URLSearchParams(location.hash.slice(1));

export const recall = name => kept.get(name);

export function keep(name, value) {
  if (value) kept.set(name, value); else kept.delete(name);
  history.replaceState(null, '', kept.size ? `#${kept}` : location.pathname);
}
