// npm's official gRPC client: asks every method of a running service, prints what it got.
import grpc from '@grpc/grpc-js';
import loader from '@grpc/proto-loader';

const [address, index, protos, rules] = process.argv.slice(2);
const definition = loader.loadSync('retrieval/v1/retrieval.proto', { includeDirs: [protos, rules], keepCase: true, longs: Number, defaults: true, oneofs: true });
const { Retrieval } = grpc.loadPackageDefinition(definition).retrieval.v1;
const client = new Retrieval(address, grpc.credentials.createInsecure());
const call = (method, request, deadline = Date.now() + 20000) => new Promise((resolve, reject) =>
  client[method]({ index, ...request }, new grpc.Metadata(), { deadline }, (error, answer) => error ? reject(error) : resolve(answer)));
const refusal = promise => promise.then(() => null, error => ({ code: error.code, details: error.details }));

const search = await call('Search', { query: 'leise Kaffeemaschine bis 100 Euro', top: 3 });
const understand = await call('Understand', { sentence: '不超过200元的红茶' });
const product = await call('GetProduct', { id: search.hits[0].id });
const similar = await call('Similar', { id: search.hits[0].id, top: 2 });
const suggest = await call('Suggest', { prefix: 'kaff', language: 'de' });
const ask = await call('Ask', { sentence: 'smoothie blender under 60 €' });
const events = await new Promise((resolve, reject) => {
  const seen = [];
  const stream = client.AskStream({ index, sentence: 'cheaper', context: ask.context });
  stream.on('data', piece => seen.push(piece)).on('error', reject).on('end', () => resolve(seen));
});
const refused = {
  context: await refusal(call('Ask', { sentence: 'cheaper', context: Buffer.from('forged') })),
  index: await refusal(new Promise((resolve, reject) => client.Search({ index: 'nowhere', query: 'tea' }, error => error ? reject(error) : resolve()))),
  field: await refusal(call('Search', { query: '' })),
  late: await refusal(call('Search', { query: 'tea' }, Date.now() - 1000)),
};
client.close();
console.log(JSON.stringify({ search, understand, product, similar, suggest, ask, events: events.map(piece => piece.event), refused }));
