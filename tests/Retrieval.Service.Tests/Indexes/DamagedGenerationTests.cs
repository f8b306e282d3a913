using Retrieval.Index.Building;
using Retrieval.Service.V1;

namespace Retrieval.Service.Tests.Indexes;

/// <summary>A new generation with a damaged file is not taken, wherever the damage lies; the present one answers until it is mended.</summary>
public sealed class DamagedGenerationTests(RunningServer server) : IClassFixture<RunningServer>
{
    [Fact]
    public async Task A_damaged_generation_is_not_taken()
    {
        string current = Path.Combine(server.Folder, "CURRENT");
        byte[] first = await File.ReadAllBytesAsync(current, TestContext.Current.CancellationToken);
        string aside = server.Folder + "-aside";
        Directory.CreateDirectory(aside);
        foreach (string file in Directory.GetFiles(server.Folder, "*", SearchOption.AllDirectories).Where(static file => Path.GetExtension(file) != ".lock"))
        {
            string copy = Path.Combine(aside, Path.GetRelativePath(server.Folder, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
        IndexBuilder.Build(aside, RunningServer.Products("Copper moon"), new BuildOptions { Threads = 1 });
        Directory.Move(Path.Combine(aside, "gen-0002"), Path.Combine(server.Folder, "gen-0002"));
        Directory.Delete(aside, recursive: true);

        string columns = Assert.Single(Directory.GetFiles(Path.Combine(server.Folder, "gen-0002", "documents"), "*.col*"));
        byte[] whole = await File.ReadAllBytesAsync(columns, TestContext.Current.CancellationToken);
        for (int part = 1; part < 8; part++)
        {
            byte[] damaged = [.. whole];
            damaged[whole.Length * part / 8] ^= 4;
            Replace(columns, damaged);
            Replace(current, "gen-0002\n"u8.ToArray());
            await Task.Delay(150, TestContext.Current.CancellationToken);
            Assert.Equal("Copper kettle", await Title());
            Replace(current, first);
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }

        Replace(columns, whole);
        Replace(current, "gen-0002\n"u8.ToArray());
        for (int waited = 0; waited < 200 && await Title() != "Copper moon"; waited++) await Task.Delay(50, TestContext.Current.CancellationToken);
        Assert.Equal("Copper moon", await Title());
    }

    // Under another name first: the server may be reading the old file.
    private static void Replace(string path, byte[] bytes)
    {
        File.WriteAllBytes(path + ".new", bytes);
        File.Move(path + ".new", path, overwrite: true);
    }

    private async Task<string> Title() => (await server.Client.GetProductAsync(new GetProductRequest { Index = RunningServer.Index, Id = "K-1" })).Product.Title;
}
