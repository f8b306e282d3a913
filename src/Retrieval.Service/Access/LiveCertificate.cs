using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Retrieval.Service.Configuration;
using Retrieval.Service.Hosting;

namespace Retrieval.Service.Access;

/// <summary>The certificate of this moment. New files that do not fit together are told in the log, and what was shown before is shown on.</summary>
internal sealed class LiveCertificate : IDisposable
{
    private readonly TlsFiles files;
    private readonly ILogger logger;
    private readonly WatchedFiles watched;
    private volatile SslStreamCertificateContext context;

    /// <exception cref="ServerOptionsException">The files are no certificate with its key.</exception>
    public LiveCertificate(TlsFiles files, TimeSpan every, ILogger logger)
    {
        this.files = files;
        this.logger = logger;
        context = Read(files);
        watched = new WatchedFiles([files.Certificate, files.Key], every, Reload);
    }

    public SslStreamCertificateContext Context => context;

    public void Dispose() => watched.Dispose();

    private void Reload()
    {
        try
        {
            context = Read(files);
            logger.LogInformation("{Path} was read again, valid until {Until:u}", files.Certificate, context.TargetCertificate.NotAfter.ToUniversalTime());
        }
        catch (ServerOptionsException wrong)
        {
            logger.LogError("{Problem}. The former certificate is shown on", wrong.Message);
        }
    }

    private static SslStreamCertificateContext Read(TlsFiles files)
    {
        try
        {
            X509Certificate2 own = X509Certificate2.CreateFromPemFile(files.Certificate, files.Key);
            // Windows' TLS cannot use a key that is in memory alone.
            if (OperatingSystem.IsWindows()) own = X509CertificateLoader.LoadPkcs12(own.Export(X509ContentType.Pfx), null);
            var chain = new X509Certificate2Collection();
            chain.ImportFromPemFile(files.Certificate);
            // Offline: nothing is fetched to complete a chain.
            return SslStreamCertificateContext.Create(own, chain, offline: true);
        }
        catch (Exception wrong) when (wrong is CryptographicException or ArgumentException or IOException or UnauthorizedAccessException)
        {
            throw new ServerOptionsException($"tls: {files.Certificate} and {files.Key} are no certificate with its key in PEM form: {wrong.Message}");
        }
    }
}
