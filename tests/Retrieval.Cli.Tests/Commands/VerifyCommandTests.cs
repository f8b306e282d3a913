using System.Text.Json;

namespace Retrieval.Cli.Tests.Commands;

/// <summary>What must hold of <c>retrieval verify</c>: a sound index passes with its recall measured; a flipped byte in any large file is found.</summary>
public sealed class VerifyCommandTests(SampleIndex sample)
{
    [Fact]
    public void A_sound_index_passes_and_its_recall_is_told()
    {
        JsonElement report = RetrievalProcess.Run("verify", "--index", sample.Folder, "--recall", "--json").Ends(0).Json;
        Assert.True(report.GetProperty("passed").GetBoolean());
        Assert.NotEqual(0, report.GetProperty("checks").GetArrayLength());
        Assert.InRange(report.GetProperty("recall").GetProperty("recall@10").GetDouble(), 0.9, 1);
    }

    [Fact]
    public void A_flipped_byte_is_found()
    {
        string damaged = sample.Copy("flipped");
        string largest = Directory.EnumerateFiles(damaged, "*", SearchOption.AllDirectories).MaxBy(static file => new FileInfo(file).Length)!;
        byte[] bytes = File.ReadAllBytes(largest);
        bytes[bytes.Length / 2] ^= 0x10;
        File.WriteAllBytes(largest, bytes);
        Outcome outcome = RetrievalProcess.Run("verify", "--index", damaged);
        Assert.True(outcome.Code is 1 or 3, $"exit code {outcome.Code}: {outcome.Output}{outcome.Errors}");
        Assert.DoesNotContain("is sound", outcome.Output);
    }
}
