using System.Runtime.InteropServices;
using System.Text;
using Retrieval.Embedding.Encoders;

namespace Retrieval.Training.Space;

/// <summary>A teacher of a space.</summary>
/// <param name="Identity">Name and version; another version's vectors do not fit.</param>
/// <param name="Dimension">Dimensions of its vectors.</param>
/// <param name="Weight">Its weight in the committee.</param>
internal sealed record SpaceTeacher(string Identity, int Dimension, double Weight);

/// <summary>
/// What a <see cref="CommitteeSpace"/> consists of; a model keeps it beside the student, so that documents can be encoded by
/// the teachers themselves. File, little-endian: magic "RSP1", int32 dimension; int32 number of teachers, of each identity
/// (UTF-8 behind its length), int32 dimension, float64 weight; int32 number of centres, of each int32 teacher, language,
/// byte side, its floats; the floats of the projection; byte 1, int32 rows and floats of the bridge, or byte 0.
/// </summary>
/// <param name="Teachers">The committee, in the order in which its vectors are put side by side.</param>
/// <param name="Centres">Mean vectors a teacher (by its place), language and side.</param>
/// <param name="Projection">From all teachers' vectors side by side to the space.</param>
/// <param name="Bridge">From the multilingual teachers' vectors side by side to the space; null where there are none.</param>
internal sealed record SpaceParts(
    IReadOnlyList<SpaceTeacher> Teachers,
    Dictionary<(int Teacher, string Language, TextKind Side), float[]> Centres,
    Matrix Projection,
    Matrix? Bridge)
{
    private static readonly byte[] Magic = "RSP1"u8.ToArray();

    /// <summary>Writes the file.</summary>
    public void Write(string path)
    {
        using BinaryWriter file = new(File.Create(path), Encoding.UTF8);
        file.Write(Magic);
        file.Write(Projection.Columns);
        file.Write(Teachers.Count);
        foreach (SpaceTeacher teacher in Teachers)
        {
            file.Write(teacher.Identity);
            file.Write(teacher.Dimension);
            file.Write(teacher.Weight);
        }
        file.Write(Centres.Count);
        foreach (((int teacher, string language, TextKind side), float[] centre) in Centres.OrderBy(c => c.Key.Teacher).ThenBy(c => c.Key.Language, StringComparer.Ordinal).ThenBy(c => c.Key.Side))
        {
            file.Write(teacher);
            file.Write(language);
            file.Write((byte)side);
            WriteFloats(file, centre);
        }
        WriteFloats(file, Projection.Values);
        file.Write(Bridge is null ? (byte)0 : (byte)1);
        if (Bridge is not null)
        {
            file.Write(Bridge.Rows);
            WriteFloats(file, Bridge.Values);
        }
    }

    /// <summary>Reads the file.</summary>
    /// <exception cref="TrainingException">It is another thing or cut short.</exception>
    public static SpaceParts Read(string path)
    {
        try
        {
            using BinaryReader file = new(File.OpenRead(path), Encoding.UTF8);
            if (!file.ReadBytes(Magic.Length).AsSpan().SequenceEqual(Magic))
                throw new TrainingException($"{path}: found another kind of file; expected the space of a student's teachers. Copy the model again");
            int dimension = file.ReadInt32();
            SpaceTeacher[] teachers = new SpaceTeacher[file.ReadInt32()];
            for (int i = 0; i < teachers.Length; i++)
                teachers[i] = new SpaceTeacher(file.ReadString(), file.ReadInt32(), file.ReadDouble());
            Dictionary<(int, string, TextKind), float[]> centres = [];
            for (int left = file.ReadInt32(); left > 0; left--)
            {
                int teacher = file.ReadInt32();
                string language = file.ReadString();
                TextKind side = (TextKind)file.ReadByte();
                centres.Add((teacher, language, side), ReadFloats(file, teachers[teacher].Dimension));
            }
            Matrix projection = ReadMatrix(file, teachers.Sum(t => t.Dimension), dimension);
            Matrix? bridge = file.ReadByte() == 0 ? null : ReadMatrix(file, file.ReadInt32(), dimension);
            return new SpaceParts(teachers, centres, projection, bridge);
        }
        catch (Exception e) when (e is IOException or ArgumentException or IndexOutOfRangeException or OverflowException)
        {
            throw new TrainingException($"{path}: the space of the student's teachers cannot be read ({e.Message}). Copy the model again", e);
        }
    }

    private static Matrix ReadMatrix(BinaryReader file, int rows, int columns)
    {
        Matrix matrix = new(rows, columns);
        ReadFloats(file, matrix.Values.Length).CopyTo(matrix.Values, 0);
        return matrix;
    }

    private static float[] ReadFloats(BinaryReader file, int count)
    {
        float[] values = new float[count];
        file.BaseStream.ReadExactly(MemoryMarshal.AsBytes(values.AsSpan()));
        return values;
    }

    private static void WriteFloats(BinaryWriter file, float[] values)
        => file.Write(MemoryMarshal.AsBytes(values.AsSpan()));
}
