using Google.Protobuf;
using Microsoft.Extensions.Caching.Memory;
using Retrieval.Conversation.Policies;
using Retrieval.Index.Snapshots;

namespace Retrieval.Service.Indexes;

/// <summary>
/// The answers that one generation gave lately, by their whole requests. An answer is given again only while nothing has changed that it could
/// depend on: not the documents, an offer, a sale, an expiry, nor the policy. Safe for concurrent use.
/// </summary>
internal sealed class AnswerCache(ProductIndex index) : IDisposable
{
    // As they go over the wire; in memory an answer is some four times as large.
    private const long MostBytes = 16 << 20;

    // The context within an answer says when it was made; a shopper's time to think must not be shortened by more.
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    private readonly MemoryCache answers = new(new MemoryCacheOptions { SizeLimit = MostBytes, CompactionPercentage = 0.2 });

    /// <summary>The answer that a request had before and still has; null where there is none.</summary>
    /// <param name="request">The request.</param>
    /// <param name="policy">The policy that it is answered by.</param>
    public IMessage? Find(IMessage request, Policy policy) =>
        answers.TryGetValue(request, out Kept? kept) && ReferenceEquals(kept!.Policy, policy) && index.IsWithin(kept.Span) ? kept.Answer : null;

    /// <summary>Keeps an answer, unless something has changed since its request came.</summary>
    /// <param name="request">The request, which nobody changes any more.</param>
    /// <param name="policy">The policy that it was answered by.</param>
    /// <param name="answer">The answer, which nobody changes any more.</param>
    /// <param name="span">The span that went on before it was answered (<see cref="ProductIndex.Quiet"/>).</param>
    /// <returns>True where it was kept.</returns>
    public bool Keep(IMessage request, Policy policy, IMessage answer, QuietSpan span)
    {
        if (!index.IsWithin(span)) return false;
        answers.Set(request, new Kept(answer, policy, span), new MemoryCacheEntryOptions { Size = request.CalculateSize() + answer.CalculateSize(), AbsoluteExpirationRelativeToNow = Longest });
        return true;
    }

    public void Dispose() => answers.Dispose();

    private sealed record Kept(IMessage Answer, Policy Policy, QuietSpan Span);
}
