/** A small picture of a file, drawn by the browser, so that the server never reads one. */

const SIDE = 320;
const MOST = 64 * 1024;
const WAYS = [["image/webp", 0.8], ["image/png", 1], ["image/jpeg", 0.7], ["image/jpeg", 0.4]];

/** @param {File} file @returns {Promise<Blob | null>} null if it is no picture to this browser */
export async function preview(file) {
  if (!file.type.startsWith("image/")) return null;
  const address = URL.createObjectURL(file);
  try {
    const canvas = await drawn(address);
    for (const [type, quality] of WAYS) {
      const blob = await new Promise((done) => canvas.toBlob(done, type, quality));
      // A browser that does not know a type gives another.
      if (blob?.type === type && blob.size <= MOST) return blob;
    }
  } catch {
    // It is kept all the same, and shown by its name.
  } finally {
    URL.revokeObjectURL(address);
  }
  return null;
}

async function drawn(address) {
  const picture = new Image();
  picture.src = address;
  await picture.decode();
  const part = Math.min(1, SIDE / Math.max(picture.naturalWidth, picture.naturalHeight));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(picture.naturalWidth * part));
  canvas.height = Math.max(1, Math.round(picture.naturalHeight * part));
  const paper = canvas.getContext("2d");
  paper.imageSmoothingQuality = "high";
  paper.drawImage(picture, 0, 0, canvas.width, canvas.height);
  return canvas;
}
