using System.Net;
using Grpc.Net.Client;
using Retrieval.Catalog.Products;
using Retrieval.Catalog.Reading;
using Retrieval.Embedding.Encoders;
using Retrieval.Index.Building;
using Retrieval.Service.Hosting;
using Retrieval.Service.Tests;
using Retrieval.Tests.Shared;

[assembly: AssemblyFixture(typeof(SampleServer))]

namespace Retrieval.Service.Tests;

/// <summary>A server in this process over the sample catalogue with the committed student, one for all tests.</summary>
public sealed class SampleServer : IAsyncLifetime
{
    private readonly string root = Workspace.NewFolder("samples");
    private RetrievalServer? server;

    /// <summary>Name of its one index.</summary>
    public const string Index = "samples";

    public GrpcChannel Grpc { get; private set; } = null!;

    public HttpClient Http { get; private set; } = null!;

    public ServerAddresses Addresses => server!.Addresses;

    public IReadOnlyDictionary<string, Product> Products { get; private set; } = null!;

    public V1.Retrieval.RetrievalClient Client => new(Grpc);

    public async ValueTask InitializeAsync()
    {
        string[] files = [.. Directory.EnumerateFiles(Workspace.PathOf("data-samples", "catalog"), "*.jsonl").Order(StringComparer.Ordinal)];
        Product[] products = [.. CatalogReader.Read(files, ReadOptions.Default).Select(static line => line.Product ?? throw new InvalidDataException(line.Refusal?.ToString()))];
        Products = products.ToDictionary(static product => product.Id, StringComparer.Ordinal);
        string folder = Path.Combine(root, Index);
        using (IEncoder encoder = Student()) IndexBuilder.Build(folder, products, new BuildOptions { Threads = 2, Encoder = encoder });
        server = await RetrievalServer.StartAsync(RunningServer.Options(folder) with { LoadEncoder = static _ => Student() }, CancellationToken.None);
        Grpc = GrpcChannel.ForAddress($"http://{server.Addresses.Grpc}");
        Http = new HttpClient { BaseAddress = new Uri($"http://{server.Addresses.Http}") };
    }

    public async ValueTask DisposeAsync()
    {
        Grpc.Dispose();
        Http.Dispose();
        await server!.DisposeAsync();
        Directory.Delete(root, recursive: true);
    }

    private static IEncoder Student() => EncoderCatalog.Load(Workspace.PathOf("models", "student"));
}
