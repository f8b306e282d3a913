using System.Security.Cryptography;
using System.Text;
using Retrieval.Service.Configuration;

namespace Retrieval.Service.Access;

/// <summary>The keys of this moment, as hashes. Immutable.</summary>
internal sealed class KeyRing(IReadOnlyList<ConfiguredKey> configured)
{
    private readonly (byte[] Hash, Caller Caller)[] keys = [.. configured.Select(static key => (Convert.FromHexString(key.Sha256), CallerOf(key)))];

    public bool IsEmpty => keys.Length == 0;

    /// <summary>Who bears a key; null for one that is not known. Takes the same time whichever it is: all are compared, each in full.</summary>
    public Caller? Find(ReadOnlySpan<char> key)
    {
        byte[] hash = SHA256.HashData(Encoding.UTF8.GetBytes(key.ToArray()));
        Caller? found = null;
        foreach ((byte[] known, Caller caller) in keys)
        {
            if (CryptographicOperations.FixedTimeEquals(known, hash)) found = caller;
        }
        return found;
    }

    private static Caller CallerOf(ConfiguredKey key) => new(key.Id, key.Role, key.Indexes?.ToHashSet(StringComparer.Ordinal), key.CallsPerSecond);
}
