// The search view: a sentence, what was understood of it, facets, hits.
import { keep } from './address.js';
import * as api from './api.js';
import { hitCard } from './cards.js';
import { label, nameOf } from './constraints.js';
import { find, make } from './dom.js';
import { fault } from './fault.js';
import { money, number, text } from './texts.js';

const facetFields = ['category', 'brand', 'price', 'color'];
const top = 20;
const state = { query: '', without: new Map(), chosen: new Map() };
let currency = 'EUR', newest = 0;

export function open() {
  // On a phone the hits come first.
  find('aside details').open = matchMedia('(min-width: 44rem)').matches;
  const form = find('#search form');
  form.addEventListener('submit', event => {
    event.preventDefault();
    Object.assign(state, { query: form.query.value.trim(), without: new Map(), chosen: new Map() });
    show();
  });
}

export function ask(query) {
  find('#search form').query.value = query;
  Object.assign(state, { query, without: new Map(), chosen: new Map() });
  return show();
}

/** Asks again and draws the answer; an answer that a later one has overtaken is dropped. */
export async function show() {
  if (!state.query) return;
  const mine = ++newest;
  try {
    const answer = await api.search({ query: state.query, top, facets: facetFields, filter: filter(), without: [...state.without.keys()] });
    if (mine !== newest) return;
    fault(null);
    keep('q', state.query);
    currency = answer.hits?.find(hit => hit.price)?.price.currency ?? currency;
    chips(answer.understanding);
    facets(answer.facets ?? {});
    hits(answer);
  } catch (error) {
    if (mine === newest) fault(error);
  }
}

function hits(answer) {
  const found = answer.hits ?? [];
  const best = { lexical: Math.max(0, ...found.map(hit => hit.lexical_score ?? 0)), fused: Math.max(0, ...found.map(hit => hit.score)) };
  find('#hits').replaceChildren(...(answer.relaxed ?? []).map(relaxed => make('li', { className: 'note' }, relaxed.text)), ...found.map(hit => hitCard(hit, best)));
  find('#summary').textContent = found.length === 0 ? text('nothing') : text('summary', found.length, answer.total, number(answer.took_ms, 1));
}

function chips(understanding) {
  const remove = (name, act) => make('button', { type: 'button', className: 'chip', onclick: () => { act(); show(); }, attrs: { 'aria-label': text('remove', name) } }, name);
  const constraints = (understanding.constraints ?? []).map(constraint => remove(label(constraint), () => state.without.set(nameOf(constraint), constraint)));
  const wishes = (understanding.preferences ?? []).map(wish => make('span', { className: 'chip plain words' }, wish.kind === 'sort' ? text('sorted', text(wish.by)) : wish.value.replaceAll('_', ' ')));
  const dropped = [...state.without].map(([name, constraint]) => make('button', { type: 'button', className: 'chip words plain', onclick: () => { state.without.delete(name); show(); } }, text('keep_again', label(constraint))));
  const chosen = [...state.chosen].map(([key, { name }]) => remove(name, () => state.chosen.delete(key)));
  const place = [...find('#chips').querySelectorAll('button')].indexOf(document.activeElement);
  find('#chips').replaceChildren(make('span', { className: 'chip words plain' }, `${understanding.language} · ${understanding.text}`), ...constraints, ...chosen, ...wishes, ...dropped);
  // Who goes by keyboard stays among the chips: at the one that took the place of the one pressed.
  const buttons = [...find('#chips').querySelectorAll('button')];
  if (place >= 0) (buttons[Math.min(place, buttons.length - 1)] ?? find('#search form').query).focus();
}

function facets(counts) {
  const groups = facetFields.filter(field => counts[field]?.values?.length).map(field => make('fieldset', {},
    make('legend', {}, text(field)),
    ...counts[field].values.slice(0, 8).map(value => {
      const key = `${field} ${value.value ?? value.from}`;
      const box = make('input', { type: 'checkbox', checked: state.chosen.has(key) });
      const name = field === 'price' ? range(value) : value.value.split(' > ').at(-1);
      box.addEventListener('change', () => {
        if (box.checked) state.chosen.set(key, { name, filter: expression(field, value) });
        else state.chosen.delete(key);
        show();
      });
      return make('label', {}, box, make('span', {}, name), make('small', {}, String(value.count)));
    })));
  const focused = document.activeElement?.closest('#facets label')?.querySelector('span').textContent;
  find('aside').hidden = groups.length === 0;
  find('#facets').replaceChildren(...groups);
  if (focused) [...find('#facets').querySelectorAll('label')].find(one => one.querySelector('span').textContent === focused)?.querySelector('input').focus();
}

const minor = amount => ({ amount, currency });
const range = value => value.to === undefined ? `≥ ${money(minor(value.from))}` : `${money(minor(value.from))} – ${money(minor(value.to))}`;

function expression(field, value) {
  if (field !== 'price') return `${field}="${value.value.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
  const digits = new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits;
  const major = amount => (Number(amount) / 10 ** digits).toFixed(digits);
  return value.to === undefined ? `price>=${major(value.from)}` : `(price>=${major(value.from)} and price<${major(value.to)})`;
}

// Values of one field are alternatives, different fields must all hold.
function filter() {
  const byField = Map.groupBy([...state.chosen], ([key]) => key.split(' ')[0]);
  return [...byField.values()].map(entries => `(${entries.map(([, { filter }]) => filter).join(' or ')})`).join(' and ');
}
