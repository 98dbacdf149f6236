using System.IO.MemoryMappedFiles;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using System.Text;

namespace DealerIntegration.Worker.Pipelines.Diversion.Index;

/// <summary>
/// An index of trace codes (追溯码索引), read in place from a mapped file: processes of one machine share its memory.
/// </summary>
internal sealed unsafe class MappedIndex : IDisposable
{
    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _view;
    private readonly int _bucketShift;
    private readonly uint* _buckets;
    private readonly ulong* _entries;
    private readonly int* _groupUnit;
    private readonly int* _groupTimeline;
    private readonly long* _groupSeq;
    private readonly long* _groupIssue;
    private readonly int* _groupProduct;
    private readonly int* _groupItems;
    private readonly byte* _groupCounts;
    private readonly ulong* _unitHash;
    private readonly int* _timelineStart;
    private readonly long* _stepAt;
    private readonly int* _stepDealer;
    private readonly int* _stepMovement;
    private readonly ulong* _sideHash;
    private readonly long* _sideSeq;
    private readonly ulong* _suspects;
    private readonly ulong* _hashes;
    private readonly long[] _lengths;

    private MappedIndex(MemoryMappedFile file, MemoryMappedViewAccessor view, byte* start)
    {
        (_file, _view) = (file, view);
        var head = new ReadOnlySpan<long>(start, IndexFile.HeadNumbers);
        Head = IndexFile.ReadHead(head);
        Bytes = head[12];
        HasFlatRows = head[13] != 0;
        _bucketShift = 64 - (int)head[10];
        _lengths = head.Slice(IndexFile.LengthsAt, IndexFile.Arrays).ToArray();
        var at = start + (IndexFile.HeadNumbers * sizeof(long));
        var array = 0;
        _buckets = (uint*)Next(sizeof(uint));
        _entries = (ulong*)Next(sizeof(ulong));
        _groupUnit = (int*)Next(sizeof(int));
        _groupTimeline = (int*)Next(sizeof(int));
        _groupSeq = (long*)Next(sizeof(long));
        _groupIssue = (long*)Next(sizeof(long));
        _groupProduct = (int*)Next(sizeof(int));
        _groupItems = (int*)Next(sizeof(int));
        _groupCounts = Next(1);
        _unitHash = (ulong*)Next(sizeof(ulong));
        _timelineStart = (int*)Next(sizeof(int));
        _stepAt = (long*)Next(sizeof(long));
        _stepDealer = (int*)Next(sizeof(int));
        _stepMovement = (int*)Next(sizeof(int));
        _sideHash = (ulong*)Next(sizeof(ulong));
        _sideSeq = (long*)Next(sizeof(long));
        _suspects = (ulong*)Next(sizeof(ulong));
        _hashes = (ulong*)Next(sizeof(ulong));
        var names = Next(1);
        var all = Encoding.UTF8.GetString(names, (int)_lengths[array - 1]).Split('\n');
        var dealers = (int)head[11];
        Dealers = ["", .. all.Take(dealers)];
        Products = [.. all.Skip(dealers).Take((int)head[14])];
        Movements = [.. all.Skip(dealers + Products.Count).SkipLast(1)];

        byte* Next(int size)
        {
            var here = at;
            at += (_lengths[array++] * size + IndexFile.Alignment - 1) / IndexFile.Alignment * IndexFile.Alignment;
            return here;
        }
    }

    public IndexHead Head { get; }

    /// <summary>Size of the file.</summary>
    public long Bytes { get; }

    /// <summary>Whether rows of a flat list are among what it was made of.</summary>
    public bool HasFlatRows { get; }

    /// <summary>Codes in it: items and units.</summary>
    public long Codes => _lengths[1];

    public int Groups => (int)_lengths[2];

    /// <summary>Steps of all timelines.</summary>
    public int Steps => (int)_lengths[11];

    /// <summary>Names of dealers by number; 0 is the principal.</summary>
    public IReadOnlyList<string> Dealers { get; }

    public IReadOnlyList<string> Products { get; }

    public IReadOnlyList<string> Movements { get; }

    /// <summary>Codes in whose events something does not fit, in order.</summary>
    public ReadOnlySpan<ulong> Suspects => new(_suspects, (int)_lengths[16]);

    /// <summary>Hashes of all its codes, where it is laid over another index.</summary>
    public ReadOnlySpan<ulong> Hashes => new(_hashes, (int)_lengths[17]);

    /// <summary>Maps a file; null when it is not one of ours, or damaged.</summary>
    public static MappedIndex? TryOpen(string path)
    {
        var length = new FileInfo(path).Length;
        if (length < IndexFile.HeadNumbers * sizeof(long))
        {
            return null;
        }

        var file = MemoryMappedFile.CreateFromFile(
            new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete), null, 0,
            MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: false);
        var view = file.CreateViewAccessor(0, 0, MemoryMappedFileAccess.Read);
        byte* start = null;
        view.SafeMemoryMappedViewHandle.AcquirePointer(ref start);
        if (IsSound(start, length))
        {
            return new MappedIndex(file, view, start);
        }

        view.SafeMemoryMappedViewHandle.ReleasePointer();
        view.Dispose();
        file.Dispose();
        return null;
    }

    /// <summary>Brings the bucket of a hash towards the processor while others are looked at.</summary>
    public void Prefetch(ulong hash)
    {
        if (Sse.IsSupported)
        {
            Sse.Prefetch0(_entries + _buckets[hash >> _bucketShift]);
        }
    }

    /// <summary>The same for the group of a code.</summary>
    public void Prefetch(CodeRef code)
    {
        if (Sse.IsSupported && !code.IsGone)
        {
            Sse.Prefetch0(_groupTimeline + code.Group);
        }
    }

    public CodeRef? Find(ulong hash)
    {
        var bucket = hash >> _bucketShift;
        var low = unchecked((uint)hash);
        var end = _buckets[bucket + 1];
        for (var at = _buckets[bucket]; at < end; at++)
        {
            if ((uint)(_entries[at] >> 32) == low)
            {
                return new CodeRef(unchecked((uint)_entries[at]));
            }
        }

        return null;
    }

    /// <summary>The step of a group's custody at an instant; −1: it had not moved yet.</summary>
    public int StepAt(int group, long microseconds)
    {
        var timeline = _groupTimeline[group];
        var step = _timelineStart[timeline + 1] - 1;
        while (step >= _timelineStart[timeline] && _stepAt[step] > microseconds)
        {
            step--;
        }

        return step >= _timelineStart[timeline] ? step : -1;
    }

    /// <summary>Above 0: the dealer has the goods and there is nothing to tell.</summary>
    public int DealerOf(int step) => _stepDealer[step];

    /// <summary>Number of the movement of a step.</summary>
    public int MovementOf(int step) => _stepMovement[step];

    public int ProductOf(int group) => _groupProduct[group];

    public long ItemsOf(int group) => _groupItems[group];

    /// <summary>Whether a code of the group is an item where nothing was packed into it.</summary>
    public bool CountsItems(int group) => _groupCounts[group] != 0;

    public int TimelineOf(int group) => _groupTimeline[group];

    /// <summary>The dealers that had the goods by a timeline, each once.</summary>
    public IReadOnlyList<int> HoldersOf(int timeline)
    {
        var holders = new List<int>(2);
        for (var step = _timelineStart[timeline]; step < _timelineStart[timeline + 1]; step++)
        {
            var dealer = Math.Abs(_stepDealer[step]);
            if (dealer > 0 && !holders.Contains(dealer))
            {
                holders.Add(dealer);
            }
        }

        return holders;
    }

    /// <summary>Version of the event that packed the group; 0: none, or rows of a flat list.</summary>
    public long SeqOf(int group) => _groupSeq[group];

    /// <summary>Version of the event that issued the group; 0: none, or it stands elsewhere.</summary>
    public long IssueOf(int group) => _groupIssue[group];

    /// <summary>Hash of the unit the group lies in; null: none.</summary>
    public ulong? UnitOf(int group) => _groupUnit[group] is >= 0 and var unit ? _unitHash[unit] : null;

    /// <summary>Versions of the events of a code alone; below 0: of a row of the flat list.</summary>
    public ReadOnlySpan<long> SideOf(ulong hash)
    {
        var hashes = new ReadOnlySpan<ulong>(_sideHash, (int)_lengths[14]);
        var (low, high) = (0, hashes.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = hashes[middle] < hash ? (middle + 1, high) : (low, middle);
        }

        var end = low;
        while (end < hashes.Length && hashes[end] == hash)
        {
            end++;
        }

        return new ReadOnlySpan<long>(_sideSeq + low, end - low);
    }

    public void Dispose()
    {
        _view.SafeMemoryMappedViewHandle.ReleasePointer();
        _view.Dispose();
        _file.Dispose();
    }

    private static bool IsSound(byte* start, long length)
    {
        var head = new ReadOnlySpan<long>(start, IndexFile.HeadNumbers);
        if (unchecked((ulong)head[0]) != IndexFile.Magic || head[1] != IndexFile.Format || head[12] != length)
        {
            return false;
        }

        foreach (var elements in head.Slice(IndexFile.LengthsAt, IndexFile.Arrays))
        {
            if (elements < 0 || elements > length)
            {
                return false;
            }
        }

        // As it was written: array by array, in pieces.
        var sum = 0UL;
        var at = start + (IndexFile.HeadNumbers * sizeof(long));
        for (var array = 0; array < IndexFile.Arrays; array++)
        {
            sum = SumOf(sum, ref at, head[IndexFile.LengthsAt + array], IndexFile.SizeOf(array), start + length);
            if (at == null)
            {
                return false;
            }
        }

        return at == start + length && (sum ^ IndexFile.SumOfHead(head)) == IndexFile.Checksum(head);
    }

    private static ulong SumOf(ulong sum, ref byte* at, long elements, int size, byte* end)
    {
        for (; elements > IndexFile.PieceElements && at + ((long)IndexFile.PieceElements * size) <= end;
             elements -= IndexFile.PieceElements)
        {
            sum = IndexFile.Sum(sum, new ReadOnlySpan<ulong>(at, IndexFile.PieceElements * size / sizeof(ulong)));
            at += (long)IndexFile.PieceElements * size;
        }

        var bytes = ((elements * size) + IndexFile.Alignment - 1) / IndexFile.Alignment * IndexFile.Alignment;
        if (at + bytes > end)
        {
            at = null;
            return 0;
        }

        sum = IndexFile.Sum(sum, new ReadOnlySpan<ulong>(at, (int)(bytes / sizeof(ulong))));
        at += bytes;
        return sum;
    }
}
