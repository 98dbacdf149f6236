using System.Globalization;
using System.Reflection;

namespace DealerIntegration.Bench.Measuring;

/// <summary>The statements that stand beside the benches, with their <c>:names</c> replaced by numbers.</summary>
internal static class BenchSql
{
    public static string Load(string name, params (string Name, long Value)[] values)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"There is no statement {name}.sql in this build.");
        using var reader = new StreamReader(stream);
        var sql = reader.ReadToEnd();
        foreach (var (key, value) in values)
        {
            sql = sql.Replace($":{key}", value.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        }

        return sql;
    }
}
