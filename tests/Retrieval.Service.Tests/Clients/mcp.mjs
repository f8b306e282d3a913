// The official TypeScript client of the Model Context Protocol: lists the tools, calls each, prints what it got.
// The client itself validates structured content against the tools' output schemas.
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';

const [address] = process.argv.slice(2);
const client = new Client({ name: 'retrieval-tests', version: '1.0.0' });
await client.connect(new StreamableHTTPClientTransport(new URL(address)));

const meta = { 'ucp-agent': { profile: 'https://platform.example/profiles/agent.json' } };
const { tools } = await client.listTools();
const search = await client.callTool({ name: 'search_products', arguments: { query: 'je cherche un mixeur pour smoothies à moins de 60 €', top: 3 } });
const catalog = await client.callTool({ name: 'search_catalog', arguments: { meta, catalog: { query: 'smoothie blender under 60 €', pagination: { limit: 2 } } } });
const ids = catalog.structuredContent.products.map(product => product.id);
const lookup = await client.callTool({ name: 'lookup_catalog', arguments: { meta, catalog: { ids: [...ids, 'nobody'] } } });
const product = await client.callTool({ name: 'get_product', arguments: { meta, catalog: { id: ids[0] } } });
const ask = await client.callTool({ name: 'ask', arguments: { sentence: 'smoothie blender under 60 €' } });
const further = await client.callTool({ name: 'ask', arguments: { sentence: 'cheaper', context: ask.structuredContent.context } });

const refused = {};
for (const [name, call] of Object.entries({
  tooMany: { name: 'lookup_catalog', arguments: { meta, catalog: { ids: Array.from({ length: 101 }, (_, i) => `${i}`) } } },
  empty: { name: 'search_catalog', arguments: { meta, catalog: {} } },
  missing: { name: 'search_products', arguments: {} },
  otherForm: { name: 'search_products', arguments: { query: 'tea', top: 'three' } },
  otherFormWithin: { name: 'search_catalog', arguments: { meta, catalog: { query: 'tea', filters: { price: { max: 'cheap' } } } } },
  forged: { name: 'ask', arguments: { sentence: 'cheaper', context: 'AAAA' } },
  wrongFilter: { name: 'search_products', arguments: { query: 'tea', filter: 'price<=' } },
})) {
  try { await client.callTool(call); } catch (error) { refused[name] = { code: error.code, message: error.message }; }
}
await client.close();
console.log(JSON.stringify({ server: client.getServerVersion(), tools, search, catalog, lookup, product, ask, further, refused }));
