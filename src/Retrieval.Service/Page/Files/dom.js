// Small building blocks: elements are made, never parsed, so no text of a catalogue becomes markup.

/** Makes an element: own properties by name, attributes under `attrs`, children as nodes or text; what is null is left out. */
export function make(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  const { attrs = {}, ...own } = properties;
  Object.assign(element, own);
  for (const [name, value] of Object.entries(attrs)) if (value !== null) element.setAttribute(name, value);
  element.append(...children.flat().filter(child => child !== null && child !== undefined));
  return element;
}

export const find = selector => document.querySelector(selector);

/** An address that may be linked to; null for anything but the web's. */
export function webAddress(text) {
  try {
    const url = new URL(text);
    return url.protocol === 'https:' || url.protocol === 'http:' ? url.href : null;
  } catch {
    return null;
  }
}
