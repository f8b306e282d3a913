// Suggestions under the search box: a combobox as the ARIA practices describe it.
import * as api from './api.js';
import { find, make } from './dom.js';
import { language, text } from './texts.js';

const pause = 60;

export function open(choose) {
  const input = find('#search form').query;
  const list = find('#suggestions');
  let selected = -1, timer, asked;

  const close = () => {
    clearTimeout(timer);
    asked?.abort();
    list.hidden = true;
    selected = -1;
    input.setAttribute('aria-expanded', 'false');
    input.removeAttribute('aria-activedescendant');
  };
  const select = at => {
    selected = at;
    [...list.children].forEach((option, i) => option.setAttribute('aria-selected', String(i === at)));
    input.setAttribute('aria-activedescendant', list.children[at].id);
    list.children[at].scrollIntoView({ block: 'nearest' });
  };
  const fill = suggestions => {
    list.replaceChildren(...suggestions.map((suggestion, i) => make('li',
      { id: `suggestion-${i}`, role: 'option', onmousedown: event => { event.preventDefault(); close(); choose(suggestion.text); }, attrs: { 'aria-selected': 'false' } },
      make('span', {}, suggestion.text), make('small', {}, suggestion.kind === 'title' ? '' : `${text(suggestion.kind)} · ${suggestion.products}`))));
    selected = -1;
    list.hidden = suggestions.length === 0;
    input.setAttribute('aria-expanded', String(!list.hidden));
  };

  input.addEventListener('input', () => {
    clearTimeout(timer);
    asked?.abort();
    const typed = input.value.trim();
    // Who writes a sentence is past suggestions.
    if (typed.length === 0 || typed.length > 40) return close();
    timer = setTimeout(async () => {
      asked = new AbortController();
      try { fill((await api.suggest(typed, language, asked.signal)).suggestions ?? []); } catch { close(); }
    }, pause);
  });
  input.addEventListener('keydown', event => {
    if (event.key === 'Escape' && !list.hidden) { event.preventDefault(); return close(); }
    if (list.hidden || list.children.length === 0) return;
    const count = list.children.length;
    if (event.key === 'ArrowDown') { event.preventDefault(); select((selected + 1) % count); }
    if (event.key === 'ArrowUp') { event.preventDefault(); select((selected + count - 1) % count); }
    if (event.key === 'Enter' && selected >= 0) {
      event.preventDefault();
      const chosen = list.children[selected].firstChild.textContent;
      close();
      choose(chosen);
    }
  });
  input.addEventListener('blur', close);
  input.form.addEventListener('submit', close);
}
