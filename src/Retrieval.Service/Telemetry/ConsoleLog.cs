using Microsoft.Extensions.Logging.Console;
using Retrieval.Service.Configuration;

namespace Retrieval.Service.Telemetry;

/// <summary>The log: standard error, one line an event, without a word of a request.</summary>
internal static class ConsoleLog
{
    public static void AddTo(ILoggingBuilder logging, LogForm form)
    {
        logging.ClearProviders();
        if (form == LogForm.Json) logging.AddJsonConsole(static line => { line.UseUtcTimestamp = true; line.TimestampFormat = "O"; });
        else logging.AddSimpleConsole(static line => line.SingleLine = true);
        logging.Services.Configure<ConsoleLoggerOptions>(static console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        logging.SetMinimumLevel(LogLevel.Warning);
        logging.AddFilter("Retrieval", LogLevel.Information);
        // What a call threw is told by its status and, where it is our fault, by the guard's own line.
        logging.AddFilter("Grpc", LogLevel.None);
        logging.AddFilter("ModelContextProtocol", LogLevel.None);
        // Why the service does not start is thrown, and told by whoever starts it.
        logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None);
        // Its lines would hold paths and queries, and as long as it writes any each call is given a span that nobody reads.
        logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None);
    }
}
