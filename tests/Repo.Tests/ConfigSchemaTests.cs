using DealerIntegration.Repo.Tests.Reading;
using DealerIntegration.Worker.Hosting;

namespace DealerIntegration.Repo.Tests;

/// <summary>The schemas an editor reads are those of the types that read the files.</summary>
public sealed class ConfigSchemaTests
{
    [Fact]
    public void Every_schema_is_what_its_type_says_now()
    {
        foreach (var (file, text) in ConfigSchemas.All())
        {
            Assert.True(
                Repository.Read($"config/schema/{file}") == text,
                $"config/schema/{file} is not what its type says; write it anew with: ./hub config schema");
        }
    }
}
