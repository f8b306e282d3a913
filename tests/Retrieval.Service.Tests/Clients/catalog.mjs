// Does every job of the catalogue and records an event; prints what it got, and what a search found after each reply.
import { all, call, catalog, close, events, index, refusal, retrieval } from './retrieval.mjs';

const euro = amount => ({ amount, currency: 'EUR' });
const price = async () => (await call(retrieval, 'Search', { query: 'Zirbelo raclette' })).hits.find(hit => hit.id === 'Z-1')?.price.amount ?? null;
const upsert = messages => new Promise((resolve, reject) => {
  const stream = catalog.Upsert((error, answer) => error ? reject(error) : resolve(answer));
  messages.forEach(message => stream.write(message));
  stream.end();
});
const offer = (sequence, amount) => ({ index, sequence, offers: [{ id: 'Z-1', price: euro(amount) }, { id: 'nobody', quantity: 1 }] });

const upserted = { reply: await upsert([{ index, product: { id: 'Z-1', title: 'Zirbelo raclette grill', price: euro(7000) } }, { product: { id: 'Z-2' } }]), price: await price() };

const stream = catalog.UpdateOffers();
const acknowledged = [];
stream.write(offer(0, 6000));
for await (const reply of stream) {
  acknowledged.push({ reply, price: await price() });
  if (acknowledged.length < 10) stream.write(offer(acknowledged.length, 6000 + acknowledged.length)); else stream.end();
}
const many = catalog.UpdateOffers();
const sequences = all(many);
for (let i = 0; i < 200; i++) many.write(offer(i, 5000 - i));
many.end();
const changed = { sequences: (await sequences).map(reply => reply.sequence), price: await price() };

const { indexes } = await call(catalog, 'ListIndexes', {});
const reindexed = { steps: await all(catalog.Reindex({ index })), price: await price() };
const rolledBack = { reply: await call(catalog, 'Rollback', {}), price: await price() };
const deleted = { reply: await call(catalog, 'Delete', { ids: ['Z-1', 'nobody'] }), price: await price() };

const shown = { event_id: 'e-1', kind: 'shown', session_id: 's-1', answer_id: 'a-1', products: [{ id: 'P-1', rank: 1 }] };
const recorded = [await call(events, 'Record', { events: [shown] }), await call(events, 'Record', { events: [shown] })];
const refused = {
  offers: await refusal(all((() => { const wrong = catalog.UpdateOffers(); wrong.end({ index: 'nowhere' }); return wrong; })())),
  products: await refusal(upsert([{ product: { id: 'Z-1', title: 'of no index' } }])),
  ids: await refusal(call(catalog, 'Delete', {})),
  event: await refusal(call(events, 'Record', { events: [{ ...shown, kind: 'bought' }] })),
};
close();
console.log(JSON.stringify({ upserted, acknowledged, changed, indexes, reindexed, rolledBack, deleted, recorded, refused }));
