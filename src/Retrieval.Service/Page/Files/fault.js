// What went wrong, told once at the top of the page.
import { find } from './dom.js';

export function fault(error) {
  const place = find('#fault');
  place.hidden = !error;
  place.textContent = error?.message ?? '';
}
