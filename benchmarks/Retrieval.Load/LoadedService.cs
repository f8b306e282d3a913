using System.Globalization;
using Grpc.Core;
using Grpc.Net.Client;
using Retrieval.Service.V1;

namespace Retrieval.Load;

/// <summary>The service that is measured, called without retries.</summary>
internal sealed class LoadedService : IDisposable
{
    /// <summary>Asks one sentence.</summary>
    public delegate Task Question(Service.V1.Retrieval.RetrievalClient client, string sentence);

    private readonly GrpcChannel channel;
    private readonly Service.V1.Retrieval.RetrievalClient client;
    private readonly HttpClient http;
    private readonly Question question;
    private readonly string[] sentences;
    private int next;

    public LoadedService(string grpc, string http, Question question, string[] sentences)
    {
        channel = GrpcChannel.ForAddress($"http://{grpc}", new GrpcChannelOptions { HttpHandler = new SocketsHttpHandler { EnableMultipleHttp2Connections = true } });
        client = new Service.V1.Retrieval.RetrievalClient(channel);
        this.http = new HttpClient { BaseAddress = new Uri($"http://{http}") };
        this.question = question;
        this.sentences = sentences;
    }

    /// <summary>Makes the next call.</summary>
    public async Task<StatusCode> CallAsync()
    {
        try
        {
            await question(client, sentences[(uint)Interlocked.Increment(ref next) % (uint)sentences.Length]);
            return StatusCode.OK;
        }
        catch (RpcException refused)
        {
            return refused.StatusCode;
        }
    }

    /// <summary>What the service's process has allocated since its start.</summary>
    public async Task<double> AllocatedBytesAsync()
    {
        // The exporter gives one answer again for a short while.
        await Task.Delay(500);
        string metrics = await http.GetStringAsync("/metrics");
        string line = metrics.Split('\n').First(static line => line.StartsWith("dotnet_gc_heap_total_allocated", StringComparison.Ordinal));
        return double.Parse(line[(line.IndexOf('}') + 1)..].Trim().Split(' ')[0], CultureInfo.InvariantCulture);
    }

    public void Dispose()
    {
        channel.Dispose();
        http.Dispose();
    }
}
