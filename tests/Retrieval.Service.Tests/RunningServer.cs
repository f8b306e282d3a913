using System.Net;
using Grpc.Net.Client;
using Retrieval.Catalog.Products;
using Retrieval.Index.Building;
using Retrieval.Service.Hosting;
using Retrieval.Tests.Shared;
using Retrieval.Text.Languages;

namespace Retrieval.Service.Tests;

/// <summary>A server in this process over a small index of words, with its clients.</summary>
public sealed class RunningServer : IAsyncLifetime
{
    private readonly string root = Workspace.NewFolder("service");
    private RetrievalServer? server;

    /// <summary>Name of its one index.</summary>
    public const string Index = "shop";

    public string Folder => Path.Combine(root, Index);

    public GrpcChannel Grpc { get; private set; } = null!;

    public HttpClient Http { get; private set; } = null!;

    public ServerAddresses Addresses => server!.Addresses;

    public V1.Retrieval.RetrievalClient Client => new(Grpc);

    public V1.Catalog.CatalogClient Catalog => new(Grpc);

    /// <summary>Where feeds may be dropped.</summary>
    public string Feeds => Path.Combine(root, "feeds");

    public static ServerOptions Options(params string[] folders) => new()
    {
        Indexes = folders,
        Grpc = new IPEndPoint(IPAddress.Loopback, 0),
        Http = new IPEndPoint(IPAddress.Loopback, 0),
        LoadEncoder = static _ => null,
        WatchEvery = TimeSpan.FromMilliseconds(20),
    };

    /// <summary>Builds the index anew as another process does, with pans and one more product.</summary>
    public void Reindex(string title, DateTimeOffset? asOf = null) => IndexBuilder.Build(Folder, Products(title), new BuildOptions { Threads = 1, AsOf = asOf });

    public async ValueTask InitializeAsync()
    {
        Reindex("Copper kettle");
        server = await RetrievalServer.StartAsync(Options(Folder) with { Watch = Feeds }, CancellationToken.None);
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

    public static IEnumerable<Product> Products(string title)
    {
        for (int i = 1; i <= 20; i++)
        {
            yield return new Product
            {
                Id = $"P-{i}", Title = $"Frying pan {20 + i} cm", Language = Language.En, Brand = i % 2 == 0 ? "Acme" : "Zenko",
                Price = new Money(i * 1000, "EUR"), Availability = Availability.InStock, Url = $"https://shop.example/{i}",
            };
        }
        yield return new Product { Id = "K-1", Title = title, Language = Language.En, Price = new Money(2500, "EUR") };
    }
}
