using BenchmarkDotNet.Running;
using Retrieval.Benchmarks.Lucene;
using Retrieval.Benchmarks.Lucene.Vectors;

if (args is ["lexical", .. string[] rest])
    return LexicalComparison.Run(rest);
if (args is ["vectors", .. string[] vectors])
    return VectorComparison.Run(vectors);
BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
return 0;
