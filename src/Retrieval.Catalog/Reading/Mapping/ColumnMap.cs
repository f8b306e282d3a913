namespace Retrieval.Catalog.Reading.Mapping;

/// <summary>How the columns or JSON paths of a feed become members of the product.</summary>
public sealed record ColumnMap;
