/** The builds of TensorFlow that we install, and their digests. */

export type Device = 'cpu' | 'gpu';

/** A wheel of the Python package index, for one platform. */
export interface PinnedWheel {
  /** Distribution name. */
  readonly name: string;
  readonly version: string;
  /** Of the wheel file. pip refuses a file with another digest. */
  readonly sha256: string;
  /** `--platform` tags for pip. */
  readonly platforms: readonly string[];
  /** `--abi` for pip. */
  readonly abi: 'cp311' | 'none';
}

/** The wheels that one engine is made of. The first one is TensorFlow itself. */
export interface EngineRelease {
  /** Version of TensorFlow. */
  readonly version: string;
  /** Bytes that pip downloads in total, for showing progress. */
  readonly downloadBytes: number;
  readonly wheels: readonly [PinnedWheel, ...PinnedWheel[]];
}

/** `--python-version` for pip. The Python code in the wheels is never run, so any local Python may download them. */
export const wheelPythonVersion = '3.11';

const linuxX64 = ['manylinux_2_27_x86_64', 'manylinux_2_17_x86_64', 'manylinux2014_x86_64'];
const linuxArm64 = ['manylinux_2_17_aarch64', 'manylinux2014_aarch64'];

function tensorflow(wheel: Omit<PinnedWheel, 'abi'>, downloadBytes: number): EngineRelease {
  return { version: wheel.version, downloadBytes, wheels: [{ ...wheel, abi: 'cp311' }] };
}

/**
 * `<platform>-<arch>-<device>` → release. For the CPU 2.15.1, which is as fast as 2.21.0 on the shapes of our networks
 * and a quarter smaller. For GPUs 2.21.0, which knows today's devices. Its CUDA wheels are the oldest ones that its extra
 * `and-cuda` allows, so that old drivers work too.
 */
const releases: Readonly<Record<string, EngineRelease>> = {
  'linux-x64-cpu': tensorflow(
    {
      name: 'tensorflow-cpu',
      version: '2.15.1',
      sha256: '54660c074d7241a503e81edfd9f5ef5af88f64051b72e2945f26318c790f2d26',
      platforms: linuxX64,
    },
    207_208_420,
  ),
  'linux-arm64-cpu': tensorflow(
    {
      name: 'tensorflow-cpu-aws',
      version: '2.15.1',
      sha256: 'd4c3a3a9363bf42999adedbbd514e3a133be2d62f61fee9cfa46aaefb087c09e',
      platforms: linuxArm64,
    },
    211_874_120,
  ),
  'darwin-arm64-cpu': tensorflow(
    {
      name: 'tensorflow',
      version: '2.20.0',
      sha256: '5f964016c5035d09b85a246a6b739be89282a7839743f3ea63640224f0c63aee',
      platforms: ['macosx_12_0_arm64'],
    },
    200_507_363,
  ),
  'darwin-x64-cpu': tensorflow(
    {
      name: 'tensorflow',
      version: '2.15.1',
      sha256: '6761efe511e6ee0f893f60738fefbcc51d6dc386eeaaafea59d21899ef369ffd',
      platforms: ['macosx_10_15_x86_64'],
    },
    236_482_723,
  ),
  'linux-x64-gpu': {
    version: '2.21.0',
    // An estimate; of the CUDA wheels only the digests are pinned.
    downloadBytes: 2_600_000_000,
    wheels: [
      {
        name: 'tensorflow',
        version: '2.21.0',
        sha256: '9056fbc9ba04235810b71ae6cbd958a196e8804fb53bbcffbf3e23b56155f124',
        platforms: linuxX64,
        abi: 'cp311',
      },
      cuda('cublas', '12.5.3.2', 'ca070ad70e9fa6654084575d01bd001f30cc4665e33d4bb9fc8e0f321caa034b'),
      cuda('cuda-cupti', '12.5.82', 'bde77a5feb66752ec61db2adfe47f56b941842825b4c7e2068aff27c9d107953'),
      cuda('cuda-nvcc', '12.5.82', 'b03e545b8e8c3ce7ebcd7fc44063180ff52ff01d064ece2127ed90a04ef12cd0'),
      cuda('cuda-nvrtc', '12.5.82', '3dbd97b0104b4bfbc3c4f8c79cd2496307c89c43c29a9f83125f1d76296ff3fd'),
      cuda('cuda-runtime', '12.5.82', '3e79a060e126df40fd3a068f3f787eb000fa51b251ec6cd97d09579632687115'),
      cuda('cudnn', '9.3.0.75', '9ad9c6929ebb5295eb4a1728024666d1c88283373e265a0c5c883e6f9d5cd76d'),
      cuda('cufft', '11.2.3.61', '9a6e8df162585750f61983a638104a48c756aa13f9f48e19ab079b38e3c828b8'),
      cuda('curand', '10.3.6.82', '2823fb27de4e44dbb22394a6adf53aa6e1b013aca0f8c22867d1cfae58405536'),
      cuda('cusolver', '11.6.3.83', '93cfafacde4428b71778eeb092ec615a02a3d05404da1bcf91c53e3fa1bce42b'),
      cuda('cusparse', '12.5.1.3', '016df8e993c437e8301e62739f01775cba988fd5253cd4c64173f8e8d2f8e752'),
      cuda('nccl', '2.27.7', 'de5ba5562f08029a19cb1cd659404b18411ed0d6c90ac5f52f30bf99ad5809aa'),
      cuda('nvjitlink', '12.5.82', 'f9b37bc5c8cf7509665cb6ada5aaa0ce65618f2332b7d3e78e9790511f111212'),
    ],
  },
};

function cuda(library: string, version: string, sha256: string): PinnedWheel {
  return { name: `nvidia-${library}-cu12`, version, sha256, platforms: linuxX64, abi: 'none' };
}

/** The release for a machine; undefined where TensorFlow publishes none. */
export function findRelease(platform: string, arch: string, device: Device): EngineRelease | undefined {
  return releases[`${platform}-${arch}-${device}`];
}
