// What was understood, as chips.
import { text, valued } from './texts.js';

/** Names a constraint as the service's `without` takes it. */
export const nameOf = constraint => [constraint.kind, constraint.dimension ?? constraint.value].filter(Boolean).join(' ');

/** A constraint in the reader's words. */
export function label(constraint) {
  const unit = constraint.currency ?? constraint.unit ?? '';
  const { min, max } = constraint;
  const bounds = min !== undefined && min === max ? `${min} ${unit}`
    : [min !== undefined ? `≥ ${min}` : null, max !== undefined ? `≤ ${max}` : null].filter(Boolean).join(' ') + ` ${unit}`;
  switch (constraint.kind) {
    case 'price': return `${text('price')} ${constraint.approximate ? '≈ ' : ''}${bounds}`.trim();
    case 'measure': return `${text(constraint.dimension)} ${bounds}`.trim();
    case 'count': case 'rating': return `${text(constraint.kind)} ${bounds}`.trim();
    case 'delivery': return constraint.within_days ? text('within_days', constraint.within_days) : text('today');
    case 'on_sale': return text('on_sale');
    case 'availability': return text(constraint.value);
    case 'exclude': case 'brand': case 'size': case 'material': return `${text(constraint.kind)} ${constraint.value.replaceAll('_', ' ')}`;
    default: return `${text(constraint.kind)} ${valued(constraint.value)}`;
  }
}
