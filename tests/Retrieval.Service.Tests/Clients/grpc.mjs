// Asks every method of a running service that answers shoppers, prints what it got.
import { all, call, close, index, refusal, retrieval } from './retrieval.mjs';

const ask = (method, request, deadline) => call(retrieval, method, request, deadline);

const search = await ask('Search', { query: 'leise Kaffeemaschine bis 100 Euro', top: 3 });
const understand = await ask('Understand', { sentence: '不超过200元的红茶' });
const product = await ask('GetProduct', { id: search.hits[0].id });
const similar = await ask('Similar', { id: search.hits[0].id, top: 2 });
const suggest = await ask('Suggest', { prefix: 'kaff', language: 'de' });
const answer = await ask('Ask', { sentence: 'smoothie blender under 60 €' });
const events = await all(retrieval.AskStream({ index, sentence: 'cheaper', context: answer.context }));
const refused = {
  context: await refusal(ask('Ask', { sentence: 'cheaper', context: Buffer.from('forged') })),
  index: await refusal(ask('Search', { index: 'nowhere', query: 'tea' })),
  field: await refusal(ask('Search', { query: '' })),
  late: await refusal(ask('Search', { query: 'tea' }, Date.now() - 1000)),
};
close();
console.log(JSON.stringify({ search, understand, product, similar, suggest, ask: answer, events: events.map(piece => piece.event), refused }));
