using DealerIntegration.Connectors.Flux;

namespace DealerIntegration.Connectors.Tests.Flux;

public sealed class FluxSignatureTests
{
    // openssl dgst -md5 over fsecret{"a":"茶+1"}fsecret, its digits in Base64, in upper case
    [Fact]
    public void The_text_before_its_encoding_is_signed_and_the_Base64_itself_is_in_upper_case() => Assert.Equal(
        "MZG1NJU2YTU1N2VKMTA3MMRKMDE0MTQ1ODFKMDE3ZME%3D", FluxSignature.Of("""{"a":"茶+1"}""", "fsecret"));
}
