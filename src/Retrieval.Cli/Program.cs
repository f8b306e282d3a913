using Retrieval.Cli.Usage;

return await CommandTree.RunAsync(args);
