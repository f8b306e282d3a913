using Retrieval.Text.Measures;

namespace Retrieval.Understanding.Reading;

/// <summary>What a number in a sentence counts.</summary>
internal enum Counted : byte
{
    /// <summary>Nothing is said.</summary>
    Nothing,
    /// <summary>Money, in <see cref="Quantity.Sign"/>.</summary>
    Money,
    /// <summary>A physical unit, <see cref="Quantity.Unit"/>.</summary>
    Measure,
    /// <summary>Stars of a rating.</summary>
    Stars,
    /// <summary>Pieces.</summary>
    Pieces,
    /// <summary>A wearable size.</summary>
    Size,
    /// <summary>Somebody's age, <see cref="Quantity.Sign"/> tells years or months.</summary>
    Age,
    /// <summary>Something that is no constraint: persons, megapixels.</summary>
    Other,
}

/// <summary>A number or range with its comparators and unit, as it stands in the sentence.</summary>
internal struct Quantity
{
    /// <summary>First token, comparators included.</summary>
    public int Start;
    /// <summary>Token of the first number.</summary>
    public int NumberAt;
    /// <summary>Token after the last one.</summary>
    public int End;
    /// <summary>Values; <see cref="High"/> equals <see cref="Low"/> unless a range was written.</summary>
    public double Low, High;
    /// <summary>The other numbers of a size; zero where absent.</summary>
    public double Second, Third;
    public bool IsMax, IsMin, IsAbout, IsBudget, IsRange, IsWeak, IsSum, IsFor;
    public Counted Counted;
    /// <summary>Currency sign, or unit of an age.</summary>
    public string Sign;
    public UnitOfMeasure? Unit;
    /// <summary>Token after the unit, before comparators that follow it.</summary>
    public int UnitEnd;

    /// <summary>True where a comparator tells that the number bounds something.</summary>
    public readonly bool IsBounded => IsMax || IsMin || IsAbout || IsBudget || IsRange;
}
