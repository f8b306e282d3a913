using System.CommandLine;
using System.Net;
using Retrieval.Cli.Engine;
using Retrieval.Cli.Output;
using Retrieval.Cli.Usage;
using Retrieval.Service.Configuration;
using Retrieval.Service.Hosting;

namespace Retrieval.Cli.Commands;

/// <summary><c>retrieval serve</c>: the service.</summary>
internal static class ServeCommand
{
    private const string DefaultGrpc = "127.0.0.1:50051";
    private const string DefaultHttp = "127.0.0.1:8080";

    public static Command Create()
    {
        var index = new Option<string[]>("--index", "-i")
        {
            Description = "Folders of the indexes; each is named by the last part of its path", Required = true, HelpName = "DIR", AllowMultipleArgumentsPerToken = true,
        };
        var grpc = new Option<string>("--grpc") { Description = "Where gRPC is served (cleartext HTTP/2); port 0 takes a free one", HelpName = "ADDRESS:PORT", DefaultValueFactory = static _ => DefaultGrpc };
        var http = new Option<string>("--http") { Description = "Where HTTP/JSON is served; port 0 takes a free one", HelpName = "ADDRESS:PORT", DefaultValueFactory = static _ => DefaultHttp };
        var watch = new Option<string?>("--watch") { Description = "Folder that feeds are dropped into: each is indexed when it is complete. Where several indexes are served, each has a sub-folder of its name", HelpName = "DIR" };
        var config = new Option<FileInfo?>("--config") { Description = "Keys, TLS, limits and the like as JSON; see below", HelpName = "FILE" };
        var command = new DocumentedCommand(
            "serve", "Serve indexes over gRPC and HTTP/JSON; a reindexed folder is taken up without a failed call",
            "retrieval serve --index shop",
            "retrieval serve --index shop-fr shop-de --grpc 0.0.0.0:50051 --http 0.0.0.0:8080 --config service.json",
            "curl -s 127.0.0.1:8080/v1/shop/search -H 'content-type: application/json' -d '{\"query\":\"smoothie blender under 60 €\"}'")
        {
            index, grpc, http, watch, config,
        };
        command.Notes = $"The file of --config with every member; each may be left out, and comments may stand:{Environment.NewLine}{Environment.NewLine}{ServiceConfiguration.Example}";
        command.SetAction(async (parsed, cancellation) =>
        {
            var options = new ServerOptions
            {
                Indexes = parsed.GetRequiredValue(index),
                Grpc = Address("--grpc", parsed.GetValue(grpc)!),
                Http = Address("--http", parsed.GetValue(http)!),
                LoadEncoder = ModelFolders.Load,
                Watch = parsed.GetValue(watch) is { } folder ? Path.GetFullPath(folder) : null,
            };
            if (parsed.GetValue(config) is { } file) options = options.ConfiguredBy(file.FullName);
            await using RetrievalServer server = await RetrievalServer.StartAsync(options, cancellation);
            string scheme = options.Configuration.Tls is null ? "http" : "https";
            Screen.Say($"serving gRPC on {server.Addresses.Grpc}, HTTP on {scheme}://{server.Addresses.Http}");
            await server.WaitAsync(cancellation);
            return ExitCode.Done;
        });
        return command;
    }

    private static IPEndPoint Address(string option, string text)
    {
        string address = text.StartsWith("localhost:", StringComparison.OrdinalIgnoreCase) ? string.Concat("127.0.0.1", text.AsSpan("localhost".Length)) : text;
        return address.Contains(':', StringComparison.Ordinal) && IPEndPoint.TryParse(address, out IPEndPoint? parsed) ? parsed
            : throw new UsageException($"{option} \"{text}\" is no address with a port, such as {DefaultGrpc}");
    }
}
