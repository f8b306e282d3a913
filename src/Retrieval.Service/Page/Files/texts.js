// The page's words: one file a language under texts/.
export const languages = { en: 'English', fr: 'Français', de: 'Deutsch', es: 'Español', zh: '中文' };

let words = {};
export let language = 'en';

/** Loads a language and writes it into everything that is marked with data-text, data-label or data-placeholder. */
export async function speak(code) {
  language = code in languages ? code : 'en';
  words = await (await fetch(`/page/texts/${language}.json`)).json();
  document.documentElement.lang = language;
  for (const element of document.querySelectorAll('[data-text]')) element.textContent = text(element.dataset.text);
  for (const element of document.querySelectorAll('[data-label]')) element.setAttribute('aria-label', text(element.dataset.label));
  for (const element of document.querySelectorAll('[data-placeholder]')) element.placeholder = text(element.dataset.placeholder);
}

/** A text by its key, with {0}, {1} … filled in. */
export const text = (key, ...values) => values.reduce((filled, value, i) => filled.replace(`{${i}}`, value), words[key] ?? key);

/** A canonical value such as gluten_free in the reader's words; what the page has no word for as it is. */
export const valued = value => words.values?.[value] ?? value.replaceAll('_', ' ');

/** The refinements that are offered in a chat. */
export const refinements = () => words.refinements ?? [];

/** An amount in minor units as the reader writes it. */
export function money(price) {
  const format = new Intl.NumberFormat(language, { style: 'currency', currency: price.currency });
  return format.format(Number(price.amount) / 10 ** format.resolvedOptions().maximumFractionDigits);
}

export const number = (value, digits = 3) => new Intl.NumberFormat(language, { maximumFractionDigits: digits }).format(value);
