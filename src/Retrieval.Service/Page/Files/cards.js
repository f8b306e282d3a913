// A product as a card, in search and in chat.
import { make, webAddress } from './dom.js';
import { money, number, text } from './texts.js';

/** A picture's place: the page asks no other host for one. */
function picture(title) {
  const letter = [...title.trim()][0] ?? '';
  const hue = [...title].reduce((sum, c) => (sum + c.codePointAt(0)) % 6, 0);
  return make('span', { className: `picture hue-${hue}`, attrs: { 'aria-hidden': 'true' } }, letter.toUpperCase());
}

function heading(product) {
  const url = product.url ? webAddress(product.url) : null;
  return make('h3', {}, url ? make('a', { href: url, rel: 'noopener noreferrer', target: '_blank' }, product.title) : product.title);
}

const price = product => make('span', { className: 'price' }, product.price ? money(product.price) : text('no_price'));

export const reasons = list => make('ul', { className: 'reasons', attrs: { 'aria-label': text('reasons') } }, list.map(reason => make('li', {}, reason.text)));

function unsure(fit) {
  return fit?.tier === 'not_stated' ? make('p', { className: 'meta unsure' }, text('not_stated', fit.of.join(', '))) : null;
}

/** A hit of a search, its scores on demand. */
export function hitCard(hit, best) {
  const rows = [['words', hit.lexical_score, best.lexical], ['meaning', hit.semantic_score, 1], ['fused', hit.score, best.fused]].filter(([, value]) => value !== undefined);
  return make('li', { className: 'card', attrs: { 'data-id': hit.id } },
    picture(hit.title), heading(hit), price(hit),
    make('p', { className: 'meta' }, `${text(hit.availability)} · ${hit.id}`),
    unsure(hit.fit), reasons(hit.reasons ?? []),
    make('details', {}, make('summary', {}, text('scores')),
      make('div', { className: 'scores' }, rows.flatMap(([name, value, most]) => [
        make('span', {}, text(name)), make('meter', { min: 0, max: Math.max(most, 1e-6), value, attrs: { 'aria-label': text(name) } }), make('span', {}, number(value))]))));
}

/** An option of an answer. */
export function optionCard(option, label, isFirst = false) {
  return make('div', { className: `card${isFirst ? ' first' : ''}`, attrs: { 'data-id': option.id } },
    picture(option.title), heading(option), price(option),
    label ? make('span', { className: 'label' }, label) : null,
    make('ul', { className: 'facts' }, (option.facts ?? []).map(fact => make('li', {}, fact))),
    unsure(option.fit), option.reasons?.length ? reasons(option.reasons) : null);
}
