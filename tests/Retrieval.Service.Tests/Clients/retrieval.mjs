// npm's official gRPC client of a running service, from the project's .proto files: node SCRIPT ADDRESS INDEX PROTOS HTTP_RULE_PROTOS
import grpc from '@grpc/grpc-js';
import loader from '@grpc/proto-loader';

const [address, index, protos, rules] = process.argv.slice(2);
const files = ['retrieval', 'catalog', 'events'].map(name => `retrieval/v1/${name}.proto`);
const definition = loader.loadSync(files, { includeDirs: [protos, rules], keepCase: true, longs: Number, defaults: true, oneofs: true });
const { Retrieval, Catalog, Events } = grpc.loadPackageDefinition(definition).retrieval.v1;
const connect = Service => new Service(address, grpc.credentials.createInsecure());

export { index };
export const retrieval = connect(Retrieval), catalog = connect(Catalog), events = connect(Events);

/** Calls a method of one answer; the request's index is the script's where it names none. */
export const call = (client, method, request, deadline = Date.now() + 20000) => new Promise((resolve, reject) =>
  client[method]({ index, ...request }, new grpc.Metadata(), { deadline }, (error, answer) => error ? reject(error) : resolve(answer)));

/** Everything that a stream answers. */
export const all = stream => new Promise((resolve, reject) => {
  const seen = [];
  stream.on('data', answer => seen.push(answer)).on('error', reject).on('end', () => resolve(seen));
});

/** How a call was refused; null where it was not. */
export const refusal = promise => promise.then(() => null, error => ({ code: error.code, details: error.details }));

export const close = () => [retrieval, catalog, events].forEach(client => client.close());
