// The service's HTTP/JSON. A key, where the service asks for one, lives as long as the tab does.
import { find } from './dom.js';

export const settings = { index: '', market: '' };

async function send(path, options = {}) {
  const key = sessionStorage.getItem('key');
  const response = await fetch(path, { ...options, headers: { ...options.headers, ...(key ? { authorization: `Bearer ${key}` } : {}) } });
  if (response.status === 401) {
    await askForKey();
    return send(path, options);
  }
  const body = await response.json();
  if (!response.ok) throw new Error(body.message ?? `HTTP ${response.status}`);
  return body;
}

function askForKey() {
  const dialog = find('#key');
  dialog.showModal();
  return new Promise(resolve => dialog.addEventListener('close', () => {
    sessionStorage.setItem('key', dialog.querySelector('input').value.trim());
    resolve();
  }, { once: true }));
}

const post = (path, body, signal) => send(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body), signal });
const place = index => `/v1/${encodeURIComponent(index ?? settings.index)}`;

/** The indexes that the key opens. Where there are keys, nobody without one hears what there is. */
export async function indexes() {
  for (;;) {
    const found = (await send('/readyz')).indexes;
    if (found.length > 0) return found;
    await askForKey();
  }
}
export const search = (request, index) => post(`${place(index)}/search`, { market: settings.market, ...request });
export const ask = request => post(`${place()}/ask`, { market: settings.market, ...request });
export const suggest = (prefix, language, signal) =>
  send(`${place()}/suggest?${new URLSearchParams({ prefix, language, market: settings.market })}`, { signal });
