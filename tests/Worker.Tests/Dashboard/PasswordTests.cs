using DealerIntegration.Worker.Dashboard.Access;

namespace DealerIntegration.Worker.Tests.Dashboard;

public sealed class PasswordTests
{
    [Fact]
    public void Stores_scheme_and_iterations_and_a_salt_of_its_own_with_every_hash()
    {
        var one = PasswordHash.Create("secret").Split('$');
        var other = PasswordHash.Create("secret").Split('$');
        Assert.Equal("pbkdf2-sha256", one[0]);
        Assert.True(int.Parse(one[1]) >= 600_000);
        Assert.NotEqual(one[2], other[2]);
        Assert.NotEqual(one[3], other[3]);
    }

    [Fact]
    public void Recognises_the_password_and_nothing_else()
    {
        var stored = PasswordHash.Create("密码 secret");
        Assert.True(PasswordHash.Verify("密码 secret", stored));
        Assert.False(PasswordHash.Verify("密码 secret ", stored));
        Assert.False(PasswordHash.Verify("", stored));
        Assert.False(PasswordHash.Verify("密码 secret", PasswordHash.OfNobody));
    }

    [Fact]
    public void Matches_the_published_vector_of_pbkdf2_with_sha256()
    {
        // RFC 7914, section 11: PBKDF2-HMAC-SHA-256 (P="passwd", S="salt", c=1, dkLen=64).
        var hash = Convert.ToBase64String(Convert.FromHexString(
            "55ac046e56e3089fec1691c22544b605f94185216dde0465e68b9d57c20dacbc"
            + "49ca9cccf179b645991664b39d77ef317c71b845b1e30bd509112041d3a19783"));
        Assert.True(PasswordHash.Verify("passwd", $"pbkdf2-sha256$1${Convert.ToBase64String("salt"u8)}${hash}"));
    }

    [Fact]
    public void Says_what_to_do_about_a_hash_that_is_none() =>
        Assert.Contains("hub users reset", Assert.Throws<FormatException>(() => PasswordHash.Verify("x", "x")).Message);

    [Fact]
    public void Hands_out_passwords_without_characters_that_look_alike()
    {
        var passwords = Enumerable.Range(0, 200).Select(_ => RandomPassword.Create()).ToList();
        Assert.All(passwords, p => Assert.True(p.Length >= 20));
        Assert.All(passwords, p => Assert.DoesNotContain(p, c => "0O1lIio".Contains(c, StringComparison.Ordinal)));
        Assert.Equal(200, passwords.Distinct().Count());
    }

    [Theory]
    [InlineData("Ida.Lang", true)]
    [InlineData(" ida ", true)]
    [InlineData("", false)]
    [InlineData("ida\nadmin", false)]
    [InlineData("<script>", false)]
    public void Takes_only_plain_user_names(string text, bool good) =>
        Assert.Equal(good, UserName.TryParse(text, out _));
}
