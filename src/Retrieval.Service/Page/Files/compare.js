// Two rankers side by side: what moved, by how much, what only one of them has.
import * as api from './api.js';
import { find, make } from './dom.js';
import { fault } from './fault.js';
import { money, text } from './texts.js';

const modes = ['hybrid', 'lexical', 'semantic'];
const top = 10;

export function open(indexes) {
  name(indexes);
  find('#left').selectedIndex = 1;
  for (const id of ['#left', '#right']) find(id).addEventListener('change', show);
  find('#compare form').addEventListener('submit', event => { event.preventDefault(); show(); });
}

/** Writes the rankers' names in the page's language, keeping what is chosen. */
export function name(indexes) {
  for (const id of ['#left', '#right']) {
    const chosen = find(id).selectedIndex;
    find(id).replaceChildren(...indexes.flatMap(index => modes.map(mode =>
      make('option', { value: `${mode} ${index}` }, indexes.length > 1 ? `${text(mode)}, ${index}` : text(mode)))));
    find(id).selectedIndex = Math.max(0, chosen);
  }
}

export async function show() {
  const query = find('#compare form').query.value.trim();
  if (!query) return;
  try {
    const [left, right] = await Promise.all(['#left', '#right'].map(async id => {
      const [mode, index] = find(id).value.split(/ (.*)/);
      return (await api.search({ query, mode, top }, index)).hits ?? [];
    }));
    fault(null);
    draw('#left-hits', left, right);
    draw('#right-hits', right, left);
  } catch (error) {
    fault(error);
  }
}

function draw(id, hits, others) {
  const ranks = new Map(others.map(hit => [hit.id, hit.rank]));
  find(id).replaceChildren(...hits.map(hit => {
    const other = ranks.get(hit.id);
    const moved = other === undefined ? null : other - hit.rank;
    const kind = moved === null ? 'new' : moved > 0 ? 'up' : moved < 0 ? 'down' : 'same';
    const sign = { new: text('only_here'), up: `▲ ${moved}`, down: `▼ ${-moved}`, same: '=' }[kind];
    const spoken = { new: text('only_here'), up: text('higher', moved), down: text('lower', -moved), same: text('same_rank') }[kind];
    return make('li', { className: kind, attrs: { 'data-id': hit.id } },
      make('span', {}, String(hit.rank)), make('span', {}, hit.title), make('span', { className: 'move', title: spoken, role: 'img', attrs: { 'aria-label': spoken } }, sign),
      make('small', {}, hit.price ? money(hit.price) : ''));
  }));
}
