// Opens the page: languages, indexes, views.
import { keep, recall } from './address.js';
import * as api from './api.js';
import * as ask from './ask.js';
import * as compare from './compare.js';
import { find, make } from './dom.js';
import { fault } from './fault.js';
import * as search from './search.js';
import * as suggestions from './suggestions.js';
import { languages, speak, text } from './texts.js';

const views = ['search', 'ask', 'compare'];
const markets = ['', 'FR', 'DE', 'AT', 'CH', 'BE', 'ES', 'IT', 'NL', 'PT', 'GB', 'IE', 'US', 'CA', 'CN'];

function view(name) {
  for (const section of document.querySelectorAll('main > section')) section.hidden = section.id !== name;
  for (const button of document.querySelectorAll('nav button')) {
    if (button.dataset.view === name) button.setAttribute('aria-current', 'page');
    else button.removeAttribute('aria-current');
  }
  keep('view', name === 'search' ? '' : name);
}

function namesOfMarkets(code) {
  const names = new Intl.DisplayNames([code], { type: 'region' });
  const chosen = find('#market').value;
  find('#market').replaceChildren(...markets.map(market => make('option', { value: market }, market ? names.of(market) : text('anywhere'))));
  find('#market').value = chosen;
}

async function start() {
  const preferred = localStorage.getItem('language') ?? navigator.languages.map(code => code.slice(0, 2)).find(code => code in languages) ?? 'en';
  const choice = find('#language');
  choice.replaceChildren(...Object.entries(languages).map(([code, name]) => make('option', { value: code, lang: code }, name)));
  choice.value = preferred;
  await speak(preferred);
  namesOfMarkets(preferred);
  choice.addEventListener('change', async () => {
    localStorage.setItem('language', choice.value);
    await speak(choice.value);
    namesOfMarkets(choice.value);
    compare.name(names);
    compare.show();
    search.show();
  });

  const names = (await api.indexes()).map(index => index.name);
  find('#index').replaceChildren(...names.map(name => make('option', { value: name }, name)));
  api.settings.index = names[0] ?? '';
  find('#index').addEventListener('change', () => { api.settings.index = find('#index').value; search.show(); ask.anew(); });
  find('#market').addEventListener('change', () => { api.settings.market = find('#market').value; search.show(); compare.show(); });

  for (const button of document.querySelectorAll('nav button')) button.addEventListener('click', () => view(button.dataset.view));
  search.open();
  suggestions.open(query => search.ask(query));
  ask.open();
  compare.open(names);
  view(views.includes(recall('view')) ? recall('view') : 'search');
  if (recall('q')) search.ask(recall('q'));
  document.documentElement.dataset.ready = 'true';
}

start().catch(fault);
