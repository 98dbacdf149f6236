namespace DealerIntegration.Connectors.Spreadsheets.Gate;

/// <summary>
/// What reading one file may still spend (读取预算): cells, characters, merged ranges. Counted where they are read, so
/// that nothing has to be walked beforehand; a file that passes the end of its budget is refused as a whole.
/// </summary>
internal sealed class ReadingBudget(GateLimits limits)
{
    private long _cells;
    private long _characters;
    private int _merges;

    public GateLimits Limits => limits;

    /// <exception cref="FileRefusedException">There are more cells than allowed.</exception>
    public void Cells(int count)
    {
        _cells += count;
        if (_cells > limits.Cells)
        {
            throw new FileRefusedException(Refusals.TooManyCells(
                $"超过 {limits.Cells:N0} 个单元格", $"over {limits.Cells:N0} cells"));
        }
    }

    /// <exception cref="FileRefusedException">There are more characters than allowed.</exception>
    public void Characters(long count)
    {
        _characters += count;
        if (_characters > limits.Characters)
        {
            throw new FileRefusedException(Refusals.TooManyCells(
                $"超过 {limits.Characters:N0} 个字符", $"over {limits.Characters:N0} characters"));
        }
    }

    /// <exception cref="FileRefusedException">There are more merged ranges than allowed.</exception>
    public void Merge()
    {
        if (++_merges > limits.MergedRanges)
        {
            throw new FileRefusedException(Refusals.TooManyCells(
                $"超过 {limits.MergedRanges:N0} 个合并区域", $"over {limits.MergedRanges:N0} merges"));
        }
    }
}
