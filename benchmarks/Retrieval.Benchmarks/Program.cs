using BenchmarkDotNet.Running;
using Retrieval.Benchmarks.Lucene;

if (args is ["lexical", .. string[] rest])
    return LexicalComparison.Run(rest);
BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
return 0;
