using DealerIntegration.Connectors.Ncc;

namespace DealerIntegration.Connectors.Tests.Ncc;

public sealed class NccSignatureTests
{
    // openssl sha1 twice, its first 16 bytes in Base64; openssl sha256 over hub, secret, key and salt
    [Fact]
    public void Parts_key_and_salt_are_signed_and_line_ends_of_the_key_do_not_change_the_salt()
    {
        Assert.Equal("5dT89lUM7RbuwFrBu+mS9w==", NccSignature.SaltOf("MIIBhubKEY"));
        Assert.Equal("5dT89lUM7RbuwFrBu+mS9w==", NccSignature.SaltOf("MIIB\r\nhubKEY\n"));
        Assert.Equal(
            "922c46adfc445ec07b22fb7aece2f45649b24c3db46422fb3f47fa8685522c77",
            NccSignature.Of(["hub", "secret"], "MIIBhubKEY"));
    }

    // openssl enc -aes-256-ctr, over more than one block and with Chinese text
    [Fact]
    public void A_body_of_several_blocks_is_encrypted_and_read_again()
    {
        const string key = "YWJjZGVmZ2hpamtsbW5vcHFyc3R1dnd4eXowMTIzNDU=";
        const string body = """{"code":"SO-1","note":"杭州茶行"}""";
        const string encrypted = "Y1IEEWjZXuLApKx27PiYB7yqmOIaq/MjZkMtLvI0y1z8rQwJLg==";
        Assert.Equal(encrypted, NccCipher.Encrypt(body, key));
        Assert.Equal(body, NccCipher.Decrypt(encrypted, key));
    }
}
