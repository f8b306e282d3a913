using System.Net;
using Google.Protobuf;
using Retrieval.Conversation.Requests;
using Retrieval.Service.Conversations;
using Retrieval.Service.Hosting;
using Retrieval.Text.Languages;
using Retrieval.Understanding.Intent;

namespace Retrieval.Service.Tests.Conversations;

/// <summary>
/// What must hold of a signed context: another process with the same key opens it; one that was changed in any byte, cut, made for another
/// index, by another key or too long ago is refused, never an exception of another kind; it is never longer than 8 KiB.
/// </summary>
public sealed class SignedContextTests
{
    private static readonly ConversationContext Context = new()
    {
        Sentence = "smoothie blender under 60 €",
        Intent = new ShoppingIntent(Language.En, "smoothie blender", [new Constraint.Price(null, 60, "EUR")], [], Purpose.Find),
        Shown = ["KIT-001", "KIT-006"],
    };

    private static ServerOptions Options(byte key) => new()
    {
        Indexes = [], Grpc = new IPEndPoint(IPAddress.Loopback, 0), Http = new IPEndPoint(IPAddress.Loopback, 0), LoadEncoder = static _ => null,
        ContextKey = Enumerable.Repeat(key, 32).ToArray(),
    };

    [Fact]
    public void Another_process_of_the_deployment_opens_it()
    {
        ByteString closed = new SignedContext(Options(1)).Seal(Context, "shop");
        ConversationContext opened = new SignedContext(Options(1)).Open(closed.Span, "shop")!;
        Assert.Equal(Context.Sentence, opened.Sentence);
        Assert.Equal(Context.Shown, opened.Shown);
        Assert.InRange(closed.Length, 1, SignedContext.MostBytes);
        Assert.Null(new SignedContext(Options(1)).Open([], "shop"));
    }

    [Fact]
    public void A_change_of_any_byte_is_refused()
    {
        var contexts = new SignedContext(Options(1));
        byte[] closed = contexts.Seal(Context, "shop").ToByteArray();
        for (int i = 0; i < closed.Length; i++)
        {
            byte[] forged = [.. closed];
            forged[i] ^= 1;
            Assert.Throws<InvalidContextException>(() => contexts.Open(forged, "shop"));
            Assert.Throws<InvalidContextException>(() => contexts.Open(closed.AsSpan(0, Math.Max(1, i)), "shop"));
        }
        Assert.Throws<InvalidContextException>(() => contexts.Open(new byte[SignedContext.MostBytes + 1], "shop"));
    }

    [Fact]
    public void A_foreign_one_is_refused()
    {
        ByteString closed = new SignedContext(Options(1)).Seal(Context, "shop");
        Assert.Throws<InvalidContextException>(() => new SignedContext(Options(1)).Open(closed.Span, "other shop"));
        Assert.Throws<InvalidContextException>(() => new SignedContext(Options(2)).Open(closed.Span, "shop"));
    }

    [Fact]
    public void A_stale_one_is_refused()
    {
        DateTimeOffset then = new(2026, 11, 25, 12, 0, 0, TimeSpan.Zero);
        ByteString closed = new SignedContext(Options(1), new Clock(then)).Seal(Context, "shop");
        Assert.NotNull(new SignedContext(Options(1), new Clock(then + SignedContext.Lifetime)).Open(closed.Span, "shop"));
        InvalidContextException refused = Assert.Throws<InvalidContextException>(() => new SignedContext(Options(1), new Clock(then + SignedContext.Lifetime + TimeSpan.FromSeconds(1))).Open(closed.Span, "shop"));
        Assert.Contains("hours old", refused.Message);
        Assert.Throws<InvalidContextException>(() => new SignedContext(Options(1), new Clock(then - TimeSpan.FromHours(1))).Open(closed.Span, "shop"));
    }

    [Fact]
    public void The_longest_conversation_fits()
    {
        string[] paths = [.. Enumerable.Range(0, 40).Select(static i => $"厨房用品 > 小家电与配件 > 类别{i}")];
        ConversationContext longest = Context with { Sentence = new string('茶', 1000), Intent = Context.Intent with { Text = new string('茶', 1000) }, Categories = paths, Choices = [new OpenChoice("茶", paths), new OpenChoice("酒", paths)] };
        var contexts = new SignedContext(Options(1));
        Assert.InRange(contexts.Seal(longest, "shop").Length, 1, SignedContext.MostBytes);
    }

    private sealed class Clock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
