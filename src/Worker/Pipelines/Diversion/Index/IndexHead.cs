namespace DealerIntegration.Worker.Pipelines.Diversion.Index;

/// <summary>What an index file says about itself; a file of which any of it does not fit is made anew.</summary>
/// <param name="Book">Identity of the database: a file of another one, or of one that was reset, is worth
/// nothing.</param>
/// <param name="Base">Watermark of the file it is laid over; 0: it stands alone.</param>
/// <param name="Watermark">The last canonical version it knows.</param>
/// <param name="Code">Version of the build that made it.</param>
/// <param name="Witness">Content of the last event it knows: a database set back to an earlier day has another.</param>
internal sealed record IndexHead(Guid Book, long Base, long Watermark, ulong Code, Guid Witness)
{
    /// <summary>The seed of the hash is the database's own.</summary>
    public CodeHash Hash => HashOf(Book);

    public static CodeHash HashOf(Guid book)
    {
        Span<byte> bytes = stackalloc byte[16];
        book.TryWriteBytes(bytes);
        return new CodeHash(CodeHash.Mix(BitConverter.ToUInt64(bytes), BitConverter.ToUInt64(bytes[8..])));
    }
}
