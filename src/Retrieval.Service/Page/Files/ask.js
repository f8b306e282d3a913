// The chat view: answers with options, questions back, refinements.
import * as api from './api.js';
import { optionCard } from './cards.js';
import { find, make } from './dom.js';
import { fault } from './fault.js';
import { money, refinements, text } from './texts.js';

let context = '';

export function open() {
  const form = find('#ask form');
  form.addEventListener('submit', event => {
    event.preventDefault();
    const sentence = form.sentence.value.trim();
    form.sentence.value = '';
    if (sentence) say(sentence);
  });
  find('#anew').addEventListener('click', () => { anew(); form.sentence.focus(); });
}

/** Ends the conversation; what was said in it belongs to the index that it was held with. */
export function anew() {
  context = '';
  find('#talk').replaceChildren();
  find('#refinements').replaceChildren();
}

export async function say(sentence) {
  add(make('div', { className: 'turn shopper' }, sentence));
  try {
    const response = await api.ask({ sentence, context });
    context = response.context;
    fault(null);
    add(make('div', { className: 'turn shop', attrs: { 'data-kind': response.answer.kind } }, parts(response.answer)));
    const canRefine = ['options', 'basket'].includes(response.answer.kind);
    const focused = document.activeElement?.closest('#refinements button')?.textContent;
    find('#refinements').replaceChildren(...(canRefine ? refinements() : []).map(choice));
    if (focused) ([...find('#refinements').children].find(one => one.textContent === focused) ?? find('#ask form').sentence).focus();
  } catch (error) {
    fault(error);
  }
}

function add(turn) {
  const talk = find('#talk');
  talk.append(turn);
  talk.scrollTop = turn.offsetTop - talk.offsetTop;
}

const choice = words => make('button', { type: 'button', className: 'chip plain', onclick: () => say(words) }, words);
const notes = list => (list ?? []).map(note => make('p', { className: 'note' }, note.text ?? note));
const titled = (key, cards) => cards.length ? [make('h3', {}, text(key)), ...cards] : [];

function parts(answer) {
  return [
    answer.text ? make('p', {}, answer.text) : null,
    ...notes(answer.escalate ? [answer.escalate] : []), ...notes(answer.unavailable), ...notes(answer.warnings),
    answer.question ? make('p', {}, answer.text?.includes(answer.question.text) ? '' : answer.question.text) : null,
    answer.question ? make('div', { className: 'chips' }, (answer.question.choices ?? []).map(choice)) : null,
    answer.recommended ? optionCard(answer.recommended, text('recommended'), true) : null,
    ...(answer.alternatives ?? []).map(option => optionCard(option)),
    ...(answer.items ?? []).map(item => optionCard(item.option, `${item.quantity} × ${item.for}`)),
    answer.total ? make('p', { className: 'price' }, text('total', money(answer.total))) : null,
    ...titled('complements', (answer.complements ?? []).map(option => optionCard(option))),
  ];
}
