namespace Retrieval.Index.Filters;

/// <summary>The closed range of numbers that a comparison accepts. Empty where <see cref="Low"/> is above <see cref="High"/>.</summary>
internal readonly record struct NumberRange(double Low, double High)
{
    // Converted units (500 ml, 0.5 l) meet within this, far below what any feed distinguishes.
    private const double MeasureTolerance = 1e-9;

    /// <summary>Every number.</summary>
    public static NumberRange Any { get; } = new(double.NegativeInfinity, double.PositiveInfinity);

    public static NumberRange Of(Comparator comparator, double value) => comparator switch
    {
        Comparator.Less => new(double.NegativeInfinity, Math.BitDecrement(value)),
        Comparator.LessOrEqual => new(double.NegativeInfinity, value),
        Comparator.Greater => new(Math.BitIncrement(value), double.PositiveInfinity),
        Comparator.GreaterOrEqual => new(value, double.PositiveInfinity),
        _ => new(value, value),
    };

    /// <summary>The range for measures, whose values may have been converted: equal within a billionth.</summary>
    public static NumberRange OfMeasure(Comparator comparator, double value)
    {
        double slack = Math.Abs(value) * MeasureTolerance;
        return comparator switch
        {
            Comparator.Less => new(double.NegativeInfinity, Math.BitDecrement(value - slack)),
            Comparator.LessOrEqual => new(double.NegativeInfinity, value + slack),
            Comparator.Greater => new(Math.BitIncrement(value + slack), double.PositiveInfinity),
            Comparator.GreaterOrEqual => new(value - slack, double.PositiveInfinity),
            _ => new(value - slack, value + slack),
        };
    }

    /// <summary>What lies in both ranges.</summary>
    public NumberRange And(NumberRange other) => new(Math.Max(Low, other.Low), Math.Min(High, other.High));

    public bool Contains(double value) => value >= Low && value <= High;

    /// <summary>The bits of the range's numbers without a sign, which rise as the numbers do; none where the first is above the second.</summary>
    public (long Low, long High) BitsWithoutSign() =>
        Low <= High && High >= 0 ? (Low <= 0 ? 0 : BitConverter.DoubleToInt64Bits(Low), BitConverter.DoubleToInt64Bits(Math.Max(High, 0))) : (1, 0);

    /// <summary>The bits of the range's numbers with a sign, -0 among them: they rise as the numbers fall.</summary>
    public (long Low, long High) BitsWithSign() =>
        Low <= High && Low <= 0 ? (High >= 0 ? long.MinValue : BitConverter.DoubleToInt64Bits(High), Low == 0 ? long.MinValue : BitConverter.DoubleToInt64Bits(Low)) : (1, 0);
}

/// <summary>The closed range of amounts in minor units that a comparison accepts.</summary>
internal readonly record struct MinorRange(long Low, long High)
{
    // Any stated amount; the one below it means "not stated".
    private const long Least = long.MinValue + 1;

    public static MinorRange Any { get; } = new(Least, long.MaxValue);

    private static MinorRange Nothing { get; } = new(long.MaxValue, Least);

    /// <summary>The range of a bound in major units, exact: a bound between two minor units lets through what truly satisfies it.</summary>
    public static MinorRange Of(Comparator comparator, decimal major, int exponent)
    {
        decimal minor;
        try
        {
            minor = major * PowerOfTen(exponent);
        }
        catch (OverflowException)
        {
            minor = major > 0 ? decimal.MaxValue : decimal.MinValue;
        }
        decimal floor = decimal.Floor(minor);
        bool whole = floor == minor;
        return comparator switch
        {
            Comparator.Less => new(Least, Clamp(whole ? floor - (floor > decimal.MinValue ? 1 : 0) : floor)),
            Comparator.LessOrEqual => new(Least, Clamp(floor)),
            Comparator.Greater => new(Clamp(floor < decimal.MaxValue ? floor + 1 : floor), long.MaxValue),
            Comparator.GreaterOrEqual => new(Clamp(whole ? floor : floor + 1), long.MaxValue),
            _ => whole && floor > Least && floor < long.MaxValue ? new(Clamp(floor), Clamp(floor)) : Nothing,
        };
    }

    private static long Clamp(decimal value) => value <= Least ? Least : value >= long.MaxValue ? long.MaxValue : (long)value;

    private static decimal PowerOfTen(int exponent)
    {
        decimal power = 1;
        for (int i = 0; i < exponent; i++) power *= 10;
        return power;
    }
}
