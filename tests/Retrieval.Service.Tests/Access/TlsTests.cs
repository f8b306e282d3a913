using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Grpc.Net.Client;
using Retrieval.Service.Hosting;
using Retrieval.Service.V1;
using Retrieval.Tests.Shared;

namespace Retrieval.Service.Tests.Access;

/// <summary>What must hold of TLS: both doors speak it with the certificate that was configured; a new one is shown without a restart; files that do not fit are told.</summary>
public sealed class TlsTests : IDisposable
{
    private readonly string root = Workspace.NewFolder("tls");

    public void Dispose() => Directory.Delete(root, recursive: true);

    [Fact]
    public async Task Both_doors_show_the_certificate_and_its_successor()
    {
        string first = NewCertificate();
        string folder = Path.Combine(root, "shop");
        Retrieval.Index.Building.IndexBuilder.Build(folder, [new() { Id = "1", Title = "Pan" }], new() { Threads = 1 });
        await using RetrievalServer server = await RetrievalServer.StartAsync(RunningServer.Options(folder).ConfiguredBy(Configuration()), CancellationToken.None);

        string? shown = null;
        using var http = new HttpClient(Handler(hash => shown = hash));
        Assert.Equal("alive\n", await http.GetStringAsync($"https://{server.Addresses.Http}/healthz"));
        Assert.Equal(first, shown);
        using GrpcChannel channel = GrpcChannel.ForAddress($"https://{server.Addresses.Grpc}", new GrpcChannelOptions { HttpHandler = Handler(static _ => { }), DisposeHttpClient = true });
        Assert.NotEmpty((await new V1.Retrieval.RetrievalClient(channel).SearchAsync(new SearchRequest { Index = "shop", Query = "pan" })).Hits);

        string second = NewCertificate();
        for (int i = 0; i < 500 && shown != second; i++)
        {
            await Task.Delay(20);
            await http.GetStringAsync($"https://{server.Addresses.Http}/healthz");
        }
        Assert.Equal(second, shown);
    }

    [Fact]
    public async Task A_key_of_another_certificate_is_told()
    {
        NewCertificate();
        using var stranger = RSA.Create(2048);
        File.WriteAllText(Path.Combine(root, "tls.key"), stranger.ExportPkcs8PrivateKeyPem());
        ServerOptions options = RunningServer.Options(Path.Combine(root, "none")).ConfiguredBy(Configuration());
        ServerOptionsException refused = await Assert.ThrowsAsync<ServerOptionsException>(() => RetrievalServer.StartAsync(options, CancellationToken.None));
        Assert.StartsWith("tls: ", refused.Message);
    }

    private static SocketsHttpHandler Handler(Action<string> sees)
    {
        // A connection of its own for each call, so that each sees the certificate of its moment.
        var handler = new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.Zero };
        handler.SslOptions.RemoteCertificateValidationCallback = (_, certificate, _, _) => { sees(certificate!.GetCertHashString()); return true; };
        return handler;
    }

    private string Configuration()
    {
        string file = Path.Combine(root, "service.json");
        File.WriteAllText(file, JsonSerializer.Serialize(new { tls = new { certificate = Path.Combine(root, "tls.crt"), key = Path.Combine(root, "tls.key") } }));
        return file;
    }

    private string NewCertificate()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using X509Certificate2 certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        File.WriteAllText(Path.Combine(root, "tls.crt"), certificate.ExportCertificatePem());
        File.WriteAllText(Path.Combine(root, "tls.key"), key.ExportPkcs8PrivateKeyPem());
        return certificate.GetCertHashString();
    }
}
