using System.Diagnostics;

namespace Retrieval.Tests.Shared;

/// <summary>A file system of a few megabytes of its own, where one can be mounted (as root on Linux).</summary>
internal sealed class SmallDisk : IDisposable
{
    private const int Megabytes = 3;

    public SmallDisk() => IsMounted = OperatingSystem.IsLinux() && Run("mount", "-t", "tmpfs", "-o", $"size={Megabytes}m", "tmpfs", Folder);

    public string Folder { get; } = Workspace.NewFolder();

    public bool IsMounted { get; }

    private string Filler => Path.Combine(Folder, "filler");

    /// <summary>Takes up what room is left.</summary>
    public void Fill()
    {
        using var file = new FileStream(Filler, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        try
        {
            while (true) file.Write(new byte[4096]);
        }
        catch (IOException)
        {
            // Full: what was meant.
        }
    }

    /// <summary>Gives the room back.</summary>
    public void Empty() => File.Delete(Filler);

    /// <summary>Lets nobody write.</summary>
    public void MakeReadOnly()
    {
        if (!Run("mount", "-o", "remount,ro", Folder)) throw new InvalidOperationException($"{Folder} could not be made read-only");
    }

    public void Dispose()
    {
        if (IsMounted) Run("umount", "-l", Folder);
        Directory.Delete(Folder, recursive: true);
    }

    private static bool Run(string program, params string[] arguments)
    {
        try
        {
            using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
