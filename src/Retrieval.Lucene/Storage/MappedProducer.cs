using Lucene.Net.Codecs;
using Lucene.Net.Index;

namespace Retrieval.Lucene.Storage;

/// <summary>
/// Opens all files of one segment at once, for they may be deleted while the reader still lives; closing it unmaps them. Of Lucene.Net's
/// columns it gives the binary ones alone.
/// </summary>
internal abstract class MappedProducer : DocValuesProducer
{
    private readonly List<MappedFile> files = [];

    public override NumericDocValues GetNumeric(FieldInfo field) => throw NotOurs(field);

    public override SortedDocValues GetSorted(FieldInfo field) => throw NotOurs(field);

    public override SortedSetDocValues GetSortedSet(FieldInfo field) => throw NotOurs(field);

    /// <summary>The files are mapped, not held.</summary>
    public override long RamBytesUsed() => 0;

    public override void CheckIntegrity()
    {
        foreach (MappedFile file in files)
            file.VerifyChecksum();
    }

    /// <summary>What is said of a column that is none of the format's.</summary>
    protected abstract NotSupportedException NotOurs(FieldInfo field);

    /// <summary>Opens the fields that have files, which the attribute names; unmaps all where one of them cannot be read.</summary>
    protected void OpenAll(SegmentReadState state, string fileAttribute, Action<FieldInfo, string> open)
    {
        try
        {
            foreach (FieldInfo field in state.FieldInfos)
            {
                if (field.GetAttribute(fileAttribute) is { } name)
                    open(field, name);
            }
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Maps a file, to be unmapped with all others.</summary>
    protected MappedFile Map(SegmentReadState state, string name, string codec, int version)
    {
        var file = new MappedFile(state.Directory, name, codec, version, state.Context);
        files.Add(file);
        return file;
    }

    protected override void Dispose(bool disposing)
    {
        foreach (MappedFile file in files)
            file.Dispose();
        files.Clear();
    }
}
